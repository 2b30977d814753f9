/** The names that promise a secret: the stems they are found by, and how far a name reaches around its stem. */
import { classes, FOREIGN, isWord, NAME, type Page } from './scan-page.ts'

/** Stems of the names that scan-identifier.ts knows; each stands at the end of a name or near it. */
export const stems = (
  'password passwd passwort kennwort passphrase passcode pass= pass: pass" pass\' pwd= pwd: pwd" pwd\' secret token ?key credential creds authorization bearer senha ' +
  'contrase clave wachtwoord hasło haslo hasła parola heslo şifre sifre пароль пароля паролем токен ключ パスワード 暗証番号 トークン 秘密鍵 비밀번호 토큰 पासवर्ड ' +
  'পাসওয়ার্ড mnemonic seed_ auth= auth: auth" lozinka jelszo jelszó salasana lösenord adgangskode passord motdepasse _mdp mdp= mdp: kodeord ' +
  'κωδικός κωδικό סיסמה סיסמא รหัสผ่าน گذرواژه 密码 密碼 口令 密钥 密鑰 令牌 암호 _pat= _pat: _pat" _pat\' psk= psk: psk" _pwd skey _pass _pw= "pw" schlüssel clé chave chiave'
)
  .split(' ')
  .concat(['pass =', 'pass :', '\npass ', '_pat ', 'pwd =', 'pw: ', 'mdp ', '_seed'])
  .concat(['mot de passe', 'palavra-passe', 'kata sandi', 'katasandi', 'mật khẩu', 'mat_khau', 'mat khau'])
  .concat([
    '?ifre',
    'sleutel',
    'klucz',
    'anahtar',
    'api 키',
    'مفتاح api',
    'pw is',
    'pwd is',
    'zugangsdaten',
    'credencia',
    'credenzia',
    'identifiants',
  ])
  .concat(['كلمة المرور', 'كلمة السر', 'كلمة مرور', 'كلمة سر', 'رمز عبور', 'رمز المرور'])

const longestName = 64

export interface Name {
  readonly start: number
  readonly end: number
}

/** The name that the stem at `at` belongs to. */
export function nameAt(page: Page, at: number, stem: string): Name {
  // The character before `key`, and at the beginning of other stems, may be a space or a line break.
  const start = isNamePart(page.units[at]!) ? at : at + 1
  return isUnspaced(page.units[start]!) ? { start, end: at + stem.length } : nameAround(page, start)
}

/** A character of China, Japan, Korea or Thailand, whose words are not parted by spaces. */
const isUnspaced = (unit: number): boolean => unit >= 0x2e80 || (unit >= 0xe00 && unit < 0xe80)

/** The identifier around a stem, or the words before it in prose: `API key`, `mot de passe`. */
function nameAround(page: Page, at: number): Name {
  const { units, length } = page
  let start = at
  let end = at
  while (start > 0 && at - start < longestName && isNamePart(units[start - 1]!)) start--
  while (end < length && end - at < longestName && isNamePart(units[end]!)) end++
  // Two words as one name: the word after, where the stem itself has a space, and the word before a lone `key`.
  while (units[end] === 32 && inSpacedStem(page, at, end)) {
    end++
    while (end < length && isNamePart(units[end]!)) end++
  }
  // -Dpassword=x and -Ppassword=x: the letter belongs to the flag.
  if (units[start] === 45 && (units[start + 1] === 68 || units[start + 1] === 80) && start + 2 <= at) start += 2
  if (start > 1 && end - start <= 6 && units[start - 1] === 32) {
    let before = start - 1
    while (before > 0 && start - before < 16 && isNamePart(units[before - 1]!)) before--
    start = before
  }
  return { start, end }
}

export const isNamePart = (unit: number): boolean => (classes[unit]! & NAME) !== 0 || classes[unit] === FOREIGN

const spacedStems = [
  'api key',
  'access key',
  'secret key',
  'private key',
  'mot de passe',
  'kata sandi',
  'mật khẩu',
  'mat khau',
  'كلمة المرور',
  'كلمة السر',
  'كلمة مرور',
  'كلمة سر',
  'رمز عبور',
  'رمز المرور',
  'api 키',
  'مفتاح api',
  'clave de api',
  'clave api',
  'clave secreta',
  'chave de api',
  'chave da api',
  'chiave api',
  'clé api',
  'clé d’api',
  'klucz api',
  'ключ api',
  'parola d’ordine',
]

/** Low five bits of what they begin with. */
const spacedBeginnings = spacedStems.reduce((bits, stem) => bits | (1 << (stem.charCodeAt(0) & 31)), 0)

function inSpacedStem(page: Page, at: number, space: number): boolean {
  if (((spacedBeginnings >>> (page.units[at]! & 31)) & 1) === 0) return false
  return spacedStems.some(
    stem => space - at < stem.length && page.text.slice(at, at + stem.length).toLowerCase() === stem,
  )
}

/** Code is full of names that nothing is assigned to: a member or a call without a literal behind tells most of them. */
export function mayAssign({ units, length }: Page, name: Name): boolean {
  if (name.end >= length || units[name.end] === 46) return false
  // A part of a longer name: arn:aws:secretsmanager:eu-west-1:1:secret:prod/db.
  if (units[name.end] === 58 && units[name.start - 1] === 58 && isNamePart(units[name.end + 1]!)) return false
  return units[name.end] !== 40 || units[name.end + 1] === 34 || units[name.end + 1] === 39
}

/** DB_PASSWORD or api_key: a name that only programs write, or one behind a word that such names follow; a value may follow without a sign. */
export function isConstantName(page: Page, name: Name): boolean {
  for (let at = name.start + 1; at < name.end - 1; at++) if (page.units[at] === 95) return true
  return directives.some(word => page.text.startsWith(word, name.start - word.length))
}

const directives = ['ENV ', 'ARG ', 'setx ', '#define ', 'SET ']

/** DB_PASSWORD: the style of environment files, where values stand bare. */
export function isShouting(page: Page, name: Name): boolean {
  for (let at = name.start; at < name.end; at++) if (isWord(page.units[at]!) && page.units[at]! > 96) return false
  return true
}
