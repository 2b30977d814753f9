/** The phrases that mark a document as classified, by how much each says on its own, and the words that name a marking. */

/**
 * `sure`: is hardly ever anything but a mark. `plain`: a mark where it stands apart. `bare`: a common word, a mark only in
 * capitals and where marks stand.
 */
export type Weight = 'sure' | 'plain' | 'bare'

/** In lower case, without accents on capitals that are often left out; spaces stand for hyphens and slashes too. */
const sure = `
strictly confidential|highly confidential|most confidential|company confidential|business confidential
strictly private and confidential|strictly private & confidential|private and confidential|private & confidential|privileged and confidential|privileged & confidential|confidential and privileged|confidential & privileged
confidential and proprietary|confidential & proprietary|proprietary and confidential|proprietary & confidential|proprietary & confidential information|confidential and proprietary information|proprietary and confidential information
attorney client privileged|attorney client privilege|attorney client privileged communication|attorney client communication|attorney client privileged and confidential|privileged attorney client communication
attorney work product|attorney eyes only|attorneys eyes only|attorneys' eyes only|legally privileged|legally privileged and confidential|confidential trade secret|strictly internal|company internal|company internal use only
confidential draft|confidential do not distribute|confidential not for distribution|confidential for internal use only|confidential internal use only|strictly confidential do not distribute
tlp red|tlp amber|tlp amber+strict|tlp green|nato secret|nato confidential|nato restricted|cosmic top secret|cosmic top secret atomal|nato secret atomal|nato sans classification
tres secret ue eu top secret|très secret ue eu top secret|secret ue eu secret|confidentiel ue eu confidential|restreint ue eu restricted|eu top secret|eu secret|eu confidential|eu restricted|restreint ue
official sensitive|uk official sensitive|uk secret|uk top secret|uk eyes only|secret uk eyes only|protected a|protected b|protected c|controlled unclassified information|law enforcement sensitive|for official use only
vs nur für den dienstgebrauch|vs nur fuer den dienstgebrauch|vs nfd|vs vertraulich|vs geheim|vs streng geheim|verschlusssache nur für den dienstgebrauch|streng vertraulich|firmenvertraulich|nur für den internen gebrauch|nur für internen gebrauch|nur zum internen gebrauch|nur für den dienstgebrauch|vertraulich und persönlich|persönlich vertraulich|persönlich und vertraulich|betriebsgeheimnis|geschäftsgeheimnis
secret défense|secret defense|très secret défense|tres secret defense|confidentiel défense|confidentiel defense|diffusion restreinte|special france|spécial france|strictement confidentiel|usage interne uniquement|à usage interne uniquement|usage interne exclusivement|réservé à l'usage interne|confidentiel entreprise|ne pas diffuser|secret des affaires
segretissimo|riservatissimo|strettamente confidenziale|strettamente riservato|ad uso interno|solo per uso interno|uso interno|riservato e confidenziale|confidenziale e riservato
alto secreto|difusión limitada|difusion limitada|estrictamente confidencial|uso interno exclusivo|solo para uso interno|solo uso interno|sólo para uso interno|uso exclusivo interno|secreto comercial
ultrassecreto|muito secreto|estritamente confidencial|apenas para uso interno|somente para uso interno|uso interno apenas|uso exclusivamente interno|segredo comercial
departementaal vertrouwelijk|stg. confidentieel|stg confidentieel|stg. geheim|stg geheim|stg. zeer geheim|strikt vertrouwelijk|uitsluitend voor intern gebruik|alleen voor intern gebruik|bedrijfsvertrouwelijk|zeer geheim
ściśle tajne|ściśle poufne|zastrzeżone|tylko do użytku wewnętrznego|do użytku wewnętrznego|wyłącznie do użytku wewnętrznego|tajemnica przedsiębiorstwa
kvalificerat hemlig|strikt konfidentiellt|endast för internt bruk|företagshemlighet|företagskonfidentiellt|yderst hemmeligt|strengt fortroligt|kun til internt brug|til tjenestebrug|strengt fortrolig|kun til intern bruk|erittäin salainen|vain sisäiseen käyttöön
çok gizli|hizmete özel|şirkete özel|kesinlikle gizli|sadece şirket içi kullanım için|ticari sır|přísně tajné|přísně důvěrné|pouze pro vnitřní potřebu|strict secret|strict confidențial|secret de serviciu|szigorúan titkos|szigorúan bizalmas|άκρως απόρρητο|άκρως εμπιστευτικό|αυστηρά εμπιστευτικό
совершенно секретно|особой важности|строго конфиденциально|для служебного пользования|коммерческая тайна|только для внутреннего использования|для внутреннего использования|для внутреннего пользования|цілком таємно|для службового користування|суворо конфіденційно
绝密|絕密|極秘|社外秘|部外秘|関係者外秘|取扱注意|厳秘|机密文件|商业秘密|商業機密|内部资料|内部文件|仅供内部使用|內部資料|僅供內部使用|严格保密|대외비|극비|대외 비|사내 한정
سري للغاية|سري جدا|سري وخاص|סודי ביותר|אך ורק לשימוש פנימי|अति गोपनीय|परम गोपनीय|tối mật|tuyệt mật|lưu hành nội bộ|sangat rahasia|rahasia perusahaan|ลับที่สุด|ลับมาก
`
const plain = `
confidential|proprietary|company proprietary|proprietary information|confidential information|confidential document|confidential material|internal use only|for internal use only|internal only|internal use|internal confidential|internal and confidential|internal distribution only|for internal distribution only|trade secret|trade secrets|do not distribute|do not distribute externally|do not forward|not for distribution|not for external distribution|not for publication|not for public release|eyes only|noforn|fouo|restricted distribution
c o n f i d e n t i a l|i n t e r n a l u s e o n l y|s t r i c t l y c o n f i d e n t i a l
vertraulich|intern vertraulich|nur intern|nur zur internen verwendung|nur für interne zwecke|v e r t r a u l i c h
confidentiel|usage interne|interne uniquement|document confidentiel|confidenziale|riservato|documento riservato|confidencial|documento confidencial|vertrouwelijk|poufne|konfidentiellt|företagsintern|fortroligt|fortrolig|luottamuksellinen|gizli|gizlidir|důvěrné|confidențial|bizalmas|εμπιστευτικό|απόρρητο
секретно|конфиденциально|дсп|таємно|конфіденційно|поверително|строго секретно|機密|机密|機密情報|社内限り|社内限定|関係者限り|秘密文件|内部公开|仅限内部|保密|기밀|대외주의|사내용|سري|سرّي|סודי|गोपनीय|bí mật|ลับ|rahasia
`
const bare = `
secret|top secret|restricted|internal|sensitive|classified|privileged|cui|les
geheim|streng geheim|intern|secret|très secret|tres secret|segreto|secreto|reservado|secreto reservado|hemlig|hemmeligt|hemmelig|begränsat hemlig|salainen|tajne|tajné|titkos|özel|interno|interne|riservata
秘密|秘|㊙|マル秘|비밀|3급비밀|2급비밀|1급비밀|内部|секрет
`

const listed = (block: string, weight: Weight): [string, Weight][] =>
  block.split(/[|\n]/).flatMap(phrase => (phrase === '' ? [] : [[phrase, weight] as [string, Weight]])) // a pair, not a list

/** The surer weight counts where a phrase is listed twice. */
export const markPhrases: ReadonlyMap<string, Weight> = new Map([
  ...listed(bare, 'bare'),
  ...listed(plain, 'plain'),
  ...listed(sure, 'sure'),
])

/** Phrases that a company's name stands before: Acme Confidential. */
export const ownable: ReadonlySet<string> = new Set(
  'confidential|proprietary|internal|restricted|internal only|internal use only|confidential and proprietary|proprietary and confidential|confidential & proprietary|proprietary & confidential|eyes only|vertraulich|confidentiel|confidencial|proprietary information|confidential information'.split(
    '|',
  ),
)

/** Words before a value that say that it is a classification, in lower case. */
export const markLabels: ReadonlySet<string> = new Set(
  `classification|classification level|document classification|security classification|data classification|information classification|information class|security class|confidentiality class|classified as|document class|sensitivity|sensitivity label|sensitivity level|confidentiality|confidentiality level|protective marking|security marking|handling|distribution|security level|marking|tlp
klassifizierung|klassifikation|dokumentenklassifizierung|vertraulichkeit|vertraulichkeitsstufe|einstufung|geheimhaltungsstufe|schutzklasse|informationsklasse|niveau de confidentialité|confidentialité|niveau de classification|clasificación|nivel de confidencialidad|confidencialidad|classificazione|livello di riservatezza|classificação|nível de confidencialidade|classificatie|rubricering|vertrouwelijkheid|klauzula|klauzula tajności|klassning|informationsklass|klassificering|klassifikation|gizlilik|gizlilik derecesi|гриф|гриф секретности|уровень секретности|密级|密級|机密等级|機密区分|機密等級|보안등급|보안 등급|비밀등급`.split(
    /[|\n]/,
  ),
)

/** A label before a title that a mark stands in. */
export const subjectLabels: ReadonlySet<string> = new Set(
  'subject|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|ämne|emne|konu|тема|主题|主旨|件名|제목|re|fw|fwd|aw|wg|title|titel|titre'.split(
    '|',
  ),
)

/** What the search goes out from: every phrase and label of four letters or more holds one of these, as few as can be. */
export const markStems: readonly string[] =
  `confident|konfident|proprietary|internal|company internal|trade secret|do not distribute|not for distribution|not for external|not for publ|do not forward|eyes only|attorney|privileged|noforn|fouo|c o n f i|i n t e r n a l|v e r t r
secret|restricted|official-sens|official sens|official: sens|protected b|protected a|protected c|unclass|law enforcement sens|for official use|(ts//|(s//|(u//|(cui|cui//|tlp:|tlp |tlp-
vs-n|vertraulich|geheim|dienstgebrauch|internen gebrauch|zur internen verw|interne zwecke|nur intern
défense|diffusion restr|special france|spécial france|usage interne|ne pas diffuser|restreint ue|interne uniquement|très secret
segret|riservat|confidenzial|uso interno|reservado|difusión limit|difusion limit|confidencial
vertrouwelijk|intern gebruik|ściśle|poufne|tajne|zastrze|ytku wewn|tajemnica prz
hemlig|internt bruk|fortrolig|internt brug|tjenestebrug|intern bruk|salainen|luottamuksell|sisäiseen|företagsintern
gizli|gİzlİ|hizmete öz|hİzmete öz|irkete öz|şirket içi|ticari sır|tİcarİ sır|tajné|důvěrné|vnitřní potř|confidențial|titkos|bizalmas|απόρρητο|εμπιστευτικ
секретно|особой важности|конфиденциальн|служебного польз|коммерческая тайна|внутреннего|таємно|службового|конфіденційно|поверително
机密|秘密|绝密|絕密|極秘|社外秘|部外秘|関係者外秘|取扱注意|厳秘|機密|商業機密|内部资料|内部文件|内部使用|內部資料|內部使用|内部公开|仅限内部|保密|社内限|関係者限り|【秘】|(秘)|（秘）|㊙|マル秘|대외비|극비|대외 비|대외주의|사내|비밀|기밀
سري|سرّي|סודי|לשימוש פנימי|गोपनीय|tối mật|tuyệt mật|bí mật|nội bộ|rahasia|ลับ
classification|sensitivity|klassifi|einstufung|schutzklasse|clasificación|classificazione|classificação|riservatezza|classificatie|rubricering|klauzula|klassning|гриф|密级|密級|보안등급|보안 등급`
    .split(/[|\n]/)
    .concat(['\nclassified', '\ncui', '\nдсп'])
