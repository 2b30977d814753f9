/** What a name promises about the value assigned to it: a password, a secret, or neither. */

export type Promised = 'password' | 'secret'

/** Lower-case words of a name: `dbPasswordProd`, `DB_PASSWORD-PROD` and `db password prod` give the same. */
export function wordsOf(name: string): string[] {
  const words: string[] = []
  let word = ''
  for (let i = 0; i < name.length; i++) {
    const character = name[i]!
    const lower = character.toLowerCase()
    const isLetter = lower !== character.toUpperCase() || character.charCodeAt(0) > 0x2e80
    const capital = isLetter && character !== lower
    const startsHump =
      capital && i > 0 && (isSmall(name[i - 1]!) || (isCapital(name[i - 1]!) && isSmall(name[i + 1] ?? '')))
    if ((!isLetter || startsHump) && word) {
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
    'userpass dbpass dbpassword userpassword mypassword rootpassword adminpassword adminpass sshpass pgpassword mdp motdepasse sandi पासवर्ड كلمة гасло',
)

const secretWords = set(
  'secret secrets token tokens apikey apikeys apitoken authtoken accesstoken secretkey accesskey privatekey clientsecret appsecret appkey authkey ' +
    'credential credentials creds bearer psk skey hmac seed mnemonic otp totp jwt sas cookie pat license dsn geheimnis токен ключ 密钥 令牌 秘钥 トークン 토큰 authorization auth',
)

/** Words that make a following `key` a secret one. */
const keyWords = set(
  'api access secret private auth authentication encryption encrypt encrypted decryption decrypt signing sign signature master account service consumer app ' +
    'application client shared storage admin deploy deployment integration ingest ingestion session webhook jwt hmac aes des rsa rest server user live ' +
    'write read subscription primary secondary function host system security license root token passwd password cipher symmetric vault instance ' +
    'connection management project team org organization personal bot sdk merchant gateway transaction provisioning registration agent ' +
    'broker device webpush vapid pepper salt crypto cryptographic kms envelope',
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
    'current next previous primary secondary backup main master override private',
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
  'public publishable pub max min num total prompt completion input output cached reasoning csrf xsrf next page continuation cursor sort partition primary foreign sync idempotency',
)

/** What the name promises, or undefined. */
export function promiseOf(words: readonly string[]): Promised | undefined {
  let last = words.length - 1
  while (last > 0 && trailing.has(words[last]!)) last--
  const word = words[last]
  if (word === undefined || harmless.has(word)) return undefined
  if (passwordWords.has(word)) return 'password'
  if (words.slice(0, last).some(one => publicWords.has(one))) return undefined
  if (word === 'key' || word === 'keys')
    return words.slice(0, last).some(one => keyWords.has(one) || vendors.has(one)) ? 'secret' : undefined
  if (word === 'passe' && words.includes('mot')) return 'password'
  return secretWords.has(word) ? 'secret' : undefined
}

/** The vendor that the words name, if any. */
export const vendorOf = (words: readonly string[]): string | undefined => words.find(word => vendors.has(word))
