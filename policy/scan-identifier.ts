/** What a name promises about the value assigned to it: a password, a secret, or neither. */

export type Promised = 'password' | 'secret'

/** Lower-case words of a name: `dbPasswordProd`, `DB_PASSWORD-PROD` and `db password prod` give the same. */
export function wordsOf(name: string): string[] {
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) > 127) return wordsOfAnyScript(name)
  const words: string[] = []
  let start = -1
  for (let i = 0; i <= name.length; i++) {
    const unit = name.charCodeAt(i)
    const isLetter = isSmallUnit(unit | 32)
    const humps = start >= 0 && startsHump(name, i)
    if (start >= 0 && (!isLetter || humps)) {
      words.push(name.slice(start, i).toLowerCase())
      start = -1
    }
    if (isLetter && start < 0) start = i
  }
  return words
}

const isSmallUnit = (unit: number): boolean => unit > 96 && unit < 123
const isCapitalUnit = (unit: number): boolean => unit > 64 && unit < 91

/** A capital behind a small letter, or the last of several capitals. */
const startsHump = (name: string, i: number): boolean =>
  isCapitalUnit(name.charCodeAt(i)) &&
  (isSmallUnit(name.charCodeAt(i - 1)) ||
    (isCapitalUnit(name.charCodeAt(i - 1)) && isSmallUnit(name.charCodeAt(i + 1))))

function wordsOfAnyScript(name: string): string[] {
  const words: string[] = []
  let word = ''
  for (let i = 0; i < name.length; i++) {
    const character = name[i]!
    const lower = character.toLowerCase()
    // Hebrew, Arabic, the scripts of India and all behind them have no capitals.
    const isLetter = lower !== character.toUpperCase() || character.charCodeAt(0) >= 0x590
    const capital = isLetter && character !== lower
    const humps = capital && i > 0 && (isSmall(name[i - 1]!) || (isCapital(name[i - 1]!) && isSmall(name[i + 1] ?? '')))
    if ((!isLetter || humps) && word) {
      words.push(word)
      word = ''
    }
    if (isLetter) word += lower
  }
  if (word) words.push(word)
  return words
}

const isSmall = (character: string): boolean =>
  character !== '' && character === character.toLowerCase() && character !== character.toUpperCase()
const isCapital = (character: string): boolean =>
  character === character.toUpperCase() && character !== character.toLowerCase()

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const passwordWords = set(
  'password passwords passwd passwort kennwort pwd pass passphrase passcode pw psw senha contraseña contrasena clave wachtwoord hasło haslo ' +
    'parola lozinka heslo jelszo salasana lösenord losenord adgangskode adgangskode şifre sifre парол пароль пароля пароли 密码 密碼 口令 パスワード 비밀번호 암호 ' +
    'userpass dbpass dbpassword userpassword mypassword rootpassword adminpassword adminpass sshpass pgpassword storepass keypass mdp motdepasse sandi ' +
    'katasandi khẩu khau पासवर्ड পাসওয়ার্ড كلمة المرور السر مرور سر عبور گذرواژه סיסמה סיסמא รหัสผ่าน гасло κωδικός κωδικό passord kodeord jelszó ' +
    'adgangskoden kodeordet passordet sandinya sandiku הסיסמה הסיסמא jelszavam zaporka lösenordet passwortes паролем hasła hasłem wachtwoorden şifrem şifreniz şifresi parolam parolanız salasanani heslom ' +
    'senhas contraseñas claves 暗証番号 psk cleartextpassword requirepass masterauth',
)

const secretWords = set(
  'secret secrets token tokens apikey apikeys apitoken authtoken accesstoken secretkey accesskey privatekey clientsecret appsecret appkey authkey ' +
    'credential credentials creds bearer skey hmac seed mnemonic otp totp jwt sas cookie pat license dsn geheimnis токен ключ 密钥 密鑰 令牌 秘钥 秘密鍵 トークン 토큰 authorization auth hapikey skey ikey ' +
    'schlüssel clé chave chiave sleutel klucz anahtar anahtarı anahtarım 키 secretstring zugangsdaten credenciales credenciais credenziali identifiants',
)

/** Words that make a following `key` a secret one. */
const keyWords = set(
  'api access secret private auth authentication encryption encrypt encrypted decryption decrypt signing sign signature master account service consumer app ' +
    'application client shared storage admin deploy deployment integration ingest ingestion session webhook jwt hmac aes des rsa rest server user live ' +
    'write read subscription primary secondary function host system security license root token passwd password cipher symmetric vault instance ' +
    'instrumentation connection management project team org organization personal bot sdk merchant gateway transaction provisioning registration agent ' +
    'broker device webpush vapid pepper salt crypto cryptographic kms envelope preshared pre unseal recovery setup otp totp mfa backup bind wifi',
)

/** Companies whose keys carry no mark of their own. */
const vendors = set(
  'aws azure gcp google heroku datadog dd dropbox okta auth algolia asana atlassian jira confluence bitbucket beamer bittrex codecov coinbase ' +
    'confluent contentful databricks discord drone etsy facebook meta fastly finicity flickr freshbooks gitter gocardless hubspot intercom jfrog ' +
    'artifactory kraken kucoin binance launchdarkly linkedin lob mailchimp mailgun mapbox mattermost messagebird netlify nytimes plaid rapidapi ' +
    'sendbird snyk squarespace sumologic travis trello twitch twitter typeform yandex zendesk freshdesk openai anthropic mistral cohere together ' +
    'anyscale deepgram assemblyai stability leonardo wandb pinecone weaviate qdrant cloudflare linode vultr hetzner scaleway ovh digitalocean ' +
    'sentry rollbar bugsnag mixpanel amplitude segment newrelic splunk elastic honeycomb grafana pagerduty opsgenie statuspage sonar sonarcloud ' +
    'circleci jenkins buildkite appveyor gitlab github npm nuget pypi rubygems docker twilio vonage nexmo mailjet postmark sparkpost sendgrid ' +
    'stripe paypal adyen square braintree shopify razorpay alchemy infura etherscan moralis etherum solana zoom webex slack teams telegram whatsapp line ' +
    'wechat dingtalk lark feishu notion airtable monday clickup miro figma canva box snowflake mongodb atlas redis upstash supabase firebase ' +
    'neon planetscale cockroach clickhouse influx influxdb ibm oracle oci sap salesforce duo onelogin keycloak ldap vault consul nomad akeyless infisical doppler ' +
    'ngrok tailscale wireguard kubernetes mapquest here tomtom weather openweather openweathermap giphy youtube spotify instagram tiktok reddit ' +
    'bitly shodan virustotal censys hunter clearbit abuseipdb maxmind ipinfo exchangerate alphavantage polygon finnhub iex newsapi currencylayer ' +
    'cloudinary imgix uploadcare pusher ably pubnub onesignal braze customerio iterable sendinblue brevo klaviyo resend loops crowdin lokalise ' +
    'transifex deepl huggingface replicate elevenlabs perplexity groq deepseek moonshot zhipu baidu qwen dashscope tencent alibaba aliyun qcloud ' +
    'fireworks nvidia cerebras openrouter tavily serpapi serper exa firecrawl browserbase langsmith langfuse helicone weights comet neptune',
)

/** Endings that say what kind of copy it is, not what it is. */
const trailing = set(
  'value val string str text plain plaintext raw base b encoded env var prod production dev development test testing staging stage live local default new old ' +
    'current next previous primary secondary backup main master override private secreta secreto banco db database admin root do not commit',
)

/** Endings that make it no value at all. */
const harmless = set(
  'id ids name names type types url urls uri endpoint path file filename dir folder count counts length len size sizes limit limits field fields label labels ' +
    'placeholder regex regexp pattern policy expiry expires expiration expire exp ttl age hint prefix suffix version arn ref reference rotation min max enabled ' +
    'disabled required optional strength reset change changed forgot input form validation validator error errors message title description help usage used ' +
    'index position offset manager provider service store storage handler helper factory class format algorithm alg issuer audience scope scopes status ' +
    'state info header headers column table row list map array set get getter setter generator gen checker hash hashed digest hasher bucket budget cost ' +
    'price per rate window mode level flag source target host port region date time timestamp at by of',
)

/** Names that look like a secret's and are public, or that count things. */
const publicWords = set(
  'public publishable pub max min num total prompt completion input output cached reasoning csrf xsrf authenticity next page continuation cursor sort partition primary foreign sync idempotency',
)

/** Vendors whose names are parts of screens and shapes as well: `passwordBox`, `tokenLine`. */
const ambiguousVendors = set(
  'box line here segment square teams drone monday neon loops weather weights comet polygon atlas hunter',
)

const closesName = (word: string): boolean => trailing.has(word) || (vendors.has(word) && !ambiguousVendors.has(word))

/** False for most names that promise nothing: their last word settles it. */
export function mayPromise(name: string): boolean {
  let end = name.length
  while (end > 0 && !isSmallUnit(name.charCodeAt(end - 1) | 32)) if (name.charCodeAt(--end) > 127) return true
  let start = end
  while (start > 0 && isSmallUnit(name.charCodeAt(start - 1) | 32) && (start === end || !startsHump(name, start)))
    start--
  // A letter of another script belongs to the word.
  if (start > 0 && name.charCodeAt(start - 1) > 127) return true
  const word = name.slice(start, end).toLowerCase()
  if (word === 'key' || word === 'keys') return start > 1 || name.charCodeAt(0) > 127
  return (
    passwordWords.has(word) ||
    secretWords.has(word) ||
    word === 'passe' ||
    word === 'api' ||
    isJoinedKey(word) ||
    closesName(word)
  )
}

/** `writekey`: a word that makes a key a secret one, and `key`, in one. */
const isJoinedKey = (word: string): boolean =>
  word.length > 5 && word.endsWith('key') && keyWords.has(word.slice(0, -3)) && !publicWords.has(word.slice(0, -3))

const keyNouns = set('clave clé chave chiave klucz ключ schlüssel مفتاح')

/** What the name promises, or undefined. */
export function promiseOf(words: readonly string[]): Promised | undefined {
  let last = words.length - 1
  while (last > 0 && closesName(words[last]!)) last--
  const word = words[last]
  if (word === undefined || harmless.has(word)) return undefined
  if (passwordWords.has(word)) return 'password'
  const before = words.slice(0, last)
  // A primary key names a row, a primary access key opens something.
  if (before.some((one, i) => publicWords.has(one) && (one !== 'primary' || i + 1 === last))) return undefined
  if (word === 'key' || word === 'keys')
    return before.some(one => keyWords.has(one) || vendors.has(one)) ? 'secret' : undefined
  if (word === 'passe' && words.includes('mot')) return 'password'
  if (word === 'ordine' && words[0] === 'parola') return 'password'
  if (word === 'api') return before.some(one => keyNouns.has(one)) ? 'secret' : undefined
  return secretWords.has(word) || isJoinedKey(word) ? 'secret' : undefined
}

/** Says that the words around it speak about a password and do not tell it: `password length`, `password policy`. */
export const describes = (word: string): boolean => harmless.has(word) && !joining.has(word)

const joining = set(
  'of at by per host port server service provider state source target region date account changed change reset set new',
)

/** The vendor that the words name, if any. */
export const vendorOf = (words: readonly string[]): string | undefined => words.find(word => vendors.has(word))
