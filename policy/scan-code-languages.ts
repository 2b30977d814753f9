/** What tells programming languages apart: words that lines begin with, words anywhere, and signs, each with a weight. */

/** What a person calls the language. */
export const languageNames = {
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  python: 'Python',
  java: 'Java',
  kotlin: 'Kotlin',
  scala: 'Scala',
  c: 'C',
  cpp: 'C++',
  csharp: 'C#',
  go: 'Go',
  rust: 'Rust',
  ruby: 'Ruby',
  php: 'PHP',
  swift: 'Swift',
  shell: 'shell',
  sql: 'SQL',
  html: 'HTML',
  css: 'CSS',
  terraform: 'Terraform',
  dockerfile: 'Dockerfile',
  r: 'R',
  perl: 'Perl',
  lua: 'Lua',
  haskell: 'Haskell',
  assembly: 'assembly',
  cobol: 'COBOL',
  solidity: 'Solidity',
  config: 'configuration',
} as const

export type Language = keyof typeof languageNames
// The keys of a literal: the type is known.
export const languages = Object.keys(languageNames) as [Language, ...Language[]]

/**
 * `^word`: first in its line; `word`: anywhere; signs; `$;`: last in its line. `$var` stands for a name with a dollar,
 * `@name` for a decorator. A number behind it is the weight, 1 unless said.
 */
const javascript =
  '^const2 const ^let2 ^var2 ^function3 function2 })2 of =>3 ===3 !==3 undefined2 typeof2 console3 require2 ^export2 ^import null this ^async2 ^await2 $; ^case module prototype4 document window exports2 JSON Object Promise2 async await new ^return catch ${ ?.2'

const features: Readonly<Record<Exclude<Language, 'config'>, string>> = {
  javascript,
  typescript: `${javascript} ^interface4 ^type4 string2 number2 boolean2 readonly4 private public implements void2 unknown3 ?:3 as keyof5 ^declare4 namespace enum any2 Record3 Readonly4 Partial4`,
  python:
    '^def4 ^elif4 ^from3 ^import2 ^class ^except4 ^with2 ^raise4 ^pass3 ^yield2 self3 None4 True2 False2 __init__5 __name__4 print2 $:2 ^@name ^async lambda2 in not2 and or is2 """3 ^return ^if ^for ^try ^assert2 ^global3',
  java: 'public private ^public3 ^private3 ^protected3 ^package3 ^import2 static2 final3 void String3 class extends implements2 throws5 @Override5 System3 new int boolean2 null $; List2 Integer3 ^@name instanceof java5 Exception2 synchronized4 Override4',
  kotlin:
    'class ^class inline3 reified5 constructor4 by3 @OptIn5 fun3 ^fun5 val3 ^val4 var when2 override2 data companion5 suspend4 ^package ^import2 ?.2 ?:2 null -> internal2 lateinit5 Unit3 String Int2 listOf5 println2 object it ^data3 ^is2',
  scala:
    'def2 ^def3 val3 ^val3 object2 ^object4 trait3 ^trait4 extends2 with case ^case2 match3 =>2 <-3 implicit5 sealed3 Option3 Some3 None2 Unit2 override2 ^import2 ^package2 lazy2 Seq4 String Int2',
  c: '#include4 #define3 #ifdef3 #endif3 #ifndef3 #if2 #else int2 char3 void2 struct3 static const unsigned3 sizeof3 NULL4 -> printf3 malloc4 free2 size_t3 uint8_t3 uint32_t3 ^return ^typedef4 extern2 $; ^static2 long2 goto2 double ^int2 ^void2 __attribute__3',
  cpp: '#include3 std5 ::3 template3 ^template5 class2 ^public3 ^private3 ^class3 virtual4 namespace3 ^namespace4 using ^using3 nullptr5 const auto2 cout4 << -> typename5 constexpr5 noexcept5 explicit4 operator3 override2 vector string bool2 int void $; static_cast5 #ifndef #define #endif inline2 uint32_t',
  csharp:
    '^using4 namespace3 ^namespace4 public ^public3 private ^private2 string2 var async Task4 get2 set2 class override2 new => void int null ^internal4 readonly2 foreach3 Console4 List bool2 sealed2 partial3 IEnumerable5 $; System ILogger4 ^@name',
  go: '^func5 func2 ^package3 ^import :=4 err3 nil4 ^type2 struct2 interface defer5 ^go3 chan4 range3 fmt4 len2 append3 ctx2 Errorf4 ^if ^for ^case ^switch string int error3 map make2 ^var ^return byte2 ^const ^defer4',
  rust: 'fn3 ^fn5 ^pub4 pub3 let2 ^let3 mut5 impl4 ^impl5 ->2 ::2 match2 ^use3 struct enum Option3 Some3 Ok3 Err3 unwrap5 Vec4 self str2 u8 u32 usize5 i32 => trait2 ^mod4 crate4 #[5 println2 where dyn4 u64',
  ruby: '^def3 ^end5 end do3 ^require3 ^module3 ^class elsif4 nil2 puts4 unless3 attr_accessor5 attr_reader5 => self2 then ^include2 yield2 each3 rescue4 ^begin2 lambda ^require_relative5 ^private |2',
  php: '^<?9 $this6 ?>4 $var3 function3 echo4 ->2 array3 public2 =>2 foreach3 namespace use isset5 null $; ::2 ^use2 require_once4 ^namespace2 ^public2 ^private2 ^protected2 empty2 ^@name',
  swift:
    '^func4 func3 let3 ^let4 var2 ^var2 guard5 ->2 struct2 nil3 self2 ^import2 extension4 protocol4 override2 String2 Int2 ??3 init4 deinit5 Foundation4 UIKit5 weak3 private public @name SwiftUI5 some2 View2',
  shell:
    '#!9 ^if then4 ^fi6 ^done3 do ^echo4 echo3 $var2 ^export3 esac6 ^for ;;4 ^set3 [[3 ]] local3 ^exit3 ^elif2 grep3 sed3 awk3 $(3 ^cd3 ^mkdir4 ^sudo5 ^case2 ^rm3 && ^return ^else ^test3 ^apt4 ^curl4 ^git4 ^docker4 ^npm4 ${2 ||',
  sql: 'FUNCTION3 EXTENSION4 RETURNS4 REPLACE3 LANGUAGE3 GRANT5 OPERATOR3 OR SELECT4 FROM3 WHERE4 INSERT4 UPDATE3 JOIN4 CREATE4 TABLE3 INTO2 VALUES3 NOT2 NULL2 PRIMARY3 KEY VARCHAR4 AND2 ORDER2 BY2 GROUP2 ALTER4 BEGIN INNER3 ON AS ^select5 ^from2 ^where3 ^insert4 ^create3 ^alter4 ^join4 ^left2 ^order3 ^group3 ^and varchar4 integer ^update4 ^delete3 ^drop4 ^set END2 ^SELECT2',
  html: '<>4 </3 <!9 href3 class div5 span4 script3 meta4 link2 body3 head2 li3 td3 tr3 html5 src2 style',
  css: 'color4 margin5 padding5 font4 px4 background4 display4 width3 height3 border4 @media6 important4 $; ${ em2 rem3 flex4 align4 hover4 position3 overflow3 rgba4 radius4 none2 text2 var @import3 solid3',
  terraform:
    '^resource7 ^variable6 ^provider6 ^module3 ^output5 ^data3 ^terraform7 ^locals6 var3 ${ source3 ^source4 ^tags3 default2 required_providers6 aws_instance5 bucket2 ^region3 ^name2 ^type2 ^description3 local2 each2',
  dockerfile:
    '^FROM6 ^RUN7 ^COPY7 ^CMD7 ^ENTRYPOINT8 ^WORKDIR8 ^ENV6 ^EXPOSE8 ^ARG5 ^ADD5 ^USER5 ^HEALTHCHECK7 ^LABEL4 &&',
  r: '<-5 library4 ^library6 function2 data frame4 ggplot6 %>%6 TRUE3 FALSE3 NA4 NULL2 c2 ^if paste4 aes5 mutate6 filter2 summary3 lm4 |>4 ^for seq3',
  perl: '$self6 ->{5 $_4 @ARGV5 ^use3 my6 ^my6 sub4 ^sub6 $var3 strict5 warnings5 =~5 -> shift3 $; die3 unless2 elsif3 qw5 foreach2 local print ^package3 bless5 eq3 ne3 => ^return @_6 ^=head15 ^=cut5 ^our5 push2 ^require2 scalar4 keys3 defined3 croak5 %$3 @$3 @{4 ^elsif3 and or !~4',
  lua: '^local6 local3 then3 ^end4 end function2 ^function2 nil3 elseif5 ..3 ~=5 require2 pairs6 ipairs6 ^return do not2 self string table2',
  haskell:
    '^module4 where3 ^import2 ::3 ->3 <-3 qualified6 ^data4 deriving6 instance3 ^instance5 let case2 Maybe5 Just4 Nothing4 IO4 ^where5 ^type3 newtype5 ^newtype6 <$>6 ++2 String Int forall3 otherwise5 mapM_5',
  assembly:
    'mov6 movq6 movl6 push4 pushq5 pop3 popq5 call3 callq5 jmp6 je5 jne5 ret4 add2 sub2 eax6 rax6 rsp5 rbp5 rdi5 xor4 lea5 leaq5 .globl6 .section6 .text5 section2 global2 cmp5 int db4 ldr5 str bl4 sp3 r02 .byte4 .align4',
  cobol:
    'DIVISION7 IDENTIFICATION6 PROGRAM3 PIC7 PERFORM6 MOVE5 WORKING4 STORAGE4 PROCEDURE4 DISPLAY4 SECTION3 TO STOP3 RUN2 COMPUTE6 ^MOVE4 ^PERFORM4 ENVIRONMENT4 PICTURE5 VALUE2 UNTIL3 ^END',
  solidity:
    'contract5 ^contract7 ^pragma5 solidity9 uint2566 uint5 address5 mapping6 public2 returns6 external5 msg4 require2 emit6 ^event4 ^emit5 memory5 $; payable6 view4 ^function3 modifier5 ^modifier5 bytes324 internal2 pure4',
}

/** Without one of these it is hardly the language, whatever else speaks for it. */
const needed: Readonly<Partial<Record<Language, string>>> = {
  php: '$var ^<?',
  perl: '$var @_ $_ my ^use ^sub ^=head1 ^=cut ^=item',
  terraform: '^resource ^variable ^provider ^module ^output ^locals ^terraform var local ${ source tags',
  solidity: 'contract ^contract ^pragma uint256 uint address mapping msg emit bytes32 payable external returns memory',
  html: 'href div span script meta body head li td tr html style',
  css: '^@media color margin padding font background display width height border',
}

/** Languages whose lines end in semicolons, and those whose lines hardly ever do. */
export const withSemicolons: ReadonlySet<Language> = new Set(['java', 'csharp', 'php', 'perl', 'css', 'solidity'])
export const withoutSemicolons: ReadonlySet<Language> = new Set([
  'python',
  'kotlin',
  'scala',
  'go',
  'ruby',
  'swift',
  'shell',
  'terraform',
  'dockerfile',
  'r',
  'lua',
  'haskell',
  'assembly',
  'cobol',
])

/** Names that end in a digit of their own; their weight is 1. */
const keepsDigit = new Set(['u8', 'u32', 'i32', 'u64'])

const weighed = read()

export const featureNames: readonly string[] = [...weighed.keys()]

/** Of each feature, by its place among the names: the number of a language, its weight, the next. */
export const featureWeights: readonly Uint8Array[] = [...weighed.values()].map(list => Uint8Array.from(list))

/** By the place of a language among languages: the places of the features of which one is needed. */
export const neededFeatures: ReadonlyMap<number, readonly number[]> = new Map(
  languages.flatMap((language, number) => {
    const list = needed[language]?.split(' ').map(feature => featureNames.indexOf(feature))
    return list ? [[number, list.filter(feature => feature >= 0)] as const] : []
  }),
)

/** A weight is the last digit of what is written. */
function read(): Map<string, number[]> {
  const map = new Map<string, number[]>()
  for (const [number, language] of languages.entries()) {
    if (language === 'config') continue
    for (const written of features[language].split(' ')) {
      const digit = written.length > 1 ? Number(written.at(-1)) : Number.NaN
      const feature = Number.isNaN(digit) || keepsDigit.has(written) ? written : written.slice(0, -1)
      const list = map.get(feature) ?? []
      list.push(number, feature === written ? 1 : digit)
      map.set(feature, list)
    }
  }
  return map
}

/** Languages by the word behind a fence; `undefined` for what holds no code. */
export const fenceLanguages: ReadonlyMap<string, Language> = new Map(
  (
    'js=javascript javascript=javascript jsx=javascript mjs=javascript node=javascript ts=typescript tsx=typescript typescript=typescript py=python python=python python3=python java=java kt=kotlin kotlin=kotlin scala=scala c=c h=c cpp=cpp c++=cpp cc=cpp hpp=cpp cs=csharp csharp=csharp c#=csharp go=go golang=go rs=rust rust=rust rb=ruby ruby=ruby php=php swift=swift sh=shell bash=shell shell=shell zsh=shell sql=sql psql=sql mysql=sql plsql=sql tsql=sql html=html xml=html vue=html svelte=html css=css scss=css less=css tf=terraform hcl=terraform terraform=terraform dockerfile=dockerfile docker=dockerfile r=r perl=perl pl=perl lua=lua haskell=haskell hs=haskell asm=assembly nasm=assembly assembly=assembly cobol=cobol solidity=solidity sol=solidity ' +
    'json=config yaml=config yml=config toml=config ini=config env=config properties=config'
  )
    .split(' ')
    // Two parts in each pair that is written above.
    .map(pair => pair.split('=') as [string, Language]),
)
