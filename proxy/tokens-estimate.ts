/**
 * How many tokens a text has, in one pass without a tokenizer (some 7 ms per MB). Against o200k: within 20 % for
 * prose and code, within 35 % for JSON, SQL, numbers and encoded data. Other vendors' tokenizers differ by about as much.
 */

// Classes of ASCII characters, by char code.
const lower = 1
const upper = 2
const digit = 3
const space = 4
const newline = 5
const mark = 6
const classes = new Uint8Array(128)
for (let code = 0; code < 128; code++) {
  const c = String.fromCharCode(code)
  classes[code] = /[a-z]/.test(c)
    ? lower
    : /[A-Z]/.test(c)
      ? upper
      : /[0-9]/.test(c)
        ? digit
        : c === '\n' || c === '\r'
          ? newline
          : c === ' ' || c === '\t'
            ? space
            : mark
}

// Tokens, fitted to o200k on prose in two dozen languages, source code, JSON, logs and encoded keys.
const wordStart = 1
const perLetterBeyond = 0.22
const freeLetters = 7
const perCapital = 0.16
const caseChange = 0.85
const threeDigits = 1
const spaceBeforeDigit = 0.8
const spaces = 0.8
const firstMark = 0.72
const nextMark = 0.43
const newlineAfterMark = 0.3
const newlineAfterText = 0.9
const scrambled = 0.4
// A word with more changes of class than this is encoded data, of which no tokenizer knows longer pieces.
const changesOfAWord = 6

/** Tokens of a text, rounded up. Constant memory, linear time whatever the text. */
export function estimateTokens(text: string): number {
  let tokens = 0
  let before = 0
  let run = 0
  let changes = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 128) {
      tokens += beyondAscii(code)
      before = code < 0x250 ? lower : 0
      continue
    }
    const now = classes[code]!
    if (now === before) run++
    else {
      run = 1
      if (now > digit) changes = 0
      else if (++changes > changesOfAWord) tokens += scrambled
    }
    tokens += now === before ? within(now, run) : entering(now, before)
    before = now
  }
  return Math.ceil(tokens)
}

function within(now: number, run: number): number {
  switch (now) {
    case lower:
      return run > freeLetters ? perLetterBeyond : 0
    case upper:
      return perCapital
    case digit:
      return run % 3 === 1 ? threeDigits : 0
    case space:
      return run === 2 ? spaces : 0
    case mark:
      return nextMark
    default:
      return 0
  }
}

function entering(now: number, before: number): number {
  switch (now) {
    case lower:
      return before === upper ? 0 : wordStart
    case upper:
      return before === lower ? caseChange : wordStart
    case digit:
      return before === space ? threeDigits + spaceBeforeDigit : threeDigits
    case newline:
      return before === mark ? newlineAfterMark : newlineAfterText
    case mark:
      return firstMark
    default:
      return 0
  }
}

/** Tokens per UTF-16 unit of the scripts, measured on running text. */
function beyondAscii(code: number): number {
  if (code < 0x100) return 0.5 // Western European letters
  if (code < 0x250) return 1.5 // Polish, Turkish, Czech and other Latin letters
  if (code < 0x400) return 0.42 // Greek
  if (code < 0x530) return 0.27 // Cyrillic
  if (code < 0x600) return 0.44 // Armenian, Hebrew
  if (code < 0x700) return 0.34 // Arabic
  if (code < 0xe00) return 0.38 // Indic
  if (code < 0x1200) return 0.42 // Thai, Lao, Tibetan, Burmese, Georgian
  if (code < 0x2e80) return 0.8 // punctuation and symbols
  if (code < 0x3100) return 0.7 // Japanese kana
  if (code < 0xa000) return 0.68 // Chinese characters
  if (code >= 0xac00 && code < 0xd7b0) return 0.65 // Korean
  return 0.75 // emoji (two units), private use, the rest
}
