/** Tells passphrases, plain words joined by one sign, from sentences and from names. */

const fewest = 4
const most = 10

/** Words that messages, labels and names of things are made of, and no passphrase that a person or a generator chose. */
const telling = new Set(
  (
    'the a an your you my our we is are was be been being must may can not no of and or for to from with without in on at by as it this that these if then than ' +
    'please enter type use used using new old current name names user users login logins account accounts key keys field form input label message error invalid ' +
    'secret secrets credential credentials password token tokens value string text here example sample test default required forgot forgotten reset change confirm ' +
    'must least most more less chars characters db database server service app api auth config prod dev staging admin root client page button link title modal dialog ' +
    'hint policy manager provider store vault file path id ref env var size length style color icon theme format mode type group list item items data code'
  ).split(' '),
)

/** Four to ten plain words, joined by spaces, hyphens, full stops or underscores alone, none of which says what they are. */
export function isPassphrase(value: string): boolean {
  if (value.length < 14 || value.length > 128) return false
  const joiner = ['-', ' ', '.', '_'].find(sign => value.includes(sign))
  if (joiner === undefined) return false
  const words = value.split(joiner)
  if (words.length < fewest || words.length > most || new Set(words).size < words.length) return false
  return words.every(isPlainWord)
}

function isPlainWord(word: string): boolean {
  if (word.length < 3 || word.length > 12) return false
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i)
    if ((unit < 97 || unit > 122) && !(i === 0 && unit > 64 && unit < 91)) return false
  }
  return !telling.has(word.toLowerCase())
}
