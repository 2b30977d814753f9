/** Tells generated text from names and words, by how English its letter pairs are. */

/** Log-frequency (0 rare to 9 common) of the second letter behind the first, a to z by rows, from words in documentation and code. */
const pairs =
  '04550240403656040656431130' +
  '62326110640721610553600130' +
  '60316106405510720426400020' +
  '52248211700412610342520030' +
  '52564430200546142765032520' +
  '51225500700401700535500040' +
  '50217146600435430653500010' +
  '70007000600222610425300020' +
  '44544440001547630456040202' +
  '62337110402122730151602010' +
  '61128233601424420353403020' +
  '61147210700610620155410050' +
  '74027000600341660041400010' +
  '50566360503313510067430030' +
  '23452330312457450645544000' +
  '60126013401610650645500040' +
  '31120100200411101332920000' +
  '61437230603344620455321040' +
  '40417205602421540267501030' +
  '60327206700721530654403040' +
  '45445240400656150666000100' +
  '70208010600111400121000000' +
  '70026006700205610540004000' +
  '51626102500140260067100320' +
  '42314140500545670665204012' +
  '62118203602531410222301033'

/** Commonness (0 to 9, 7 for other signs) of the pair at `at`. */
export function pairCommonness(text: string, at: number): number {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)]
  return isSmall(first) && isSmall(second) ? pairs.charCodeAt(26 * (first - 97) + second - 97) - 48 : 7
}

/** A mean above this reads like a word. */
const wordMean = 4.5

/** Share (0 to 1) of the characters that stand in stretches of three or more letters which read like words. Random text stays under 0.35. */
export function wordShare(value: string): number {
  let inWords = 0
  let start = 0
  while (start < value.length) {
    const end = stretchEnd(value, start)
    if (end - start >= 3 && pairMean(value, start, end) >= wordMean) inWords += end - start
    start = Math.max(end, start + 1)
  }
  return value.length === 0 ? 0 : inWords / value.length
}

/** End of a stretch of one case: a capital may lead small letters. */
function stretchEnd(value: string, start: number): number {
  let end = start
  if (isCapital(value.charCodeAt(end))) {
    end++
    if (isCapital(value.charCodeAt(end))) {
      while (isCapital(value.charCodeAt(end))) end++
      return end
    }
  }
  while (isSmall(value.charCodeAt(end))) end++
  return end
}

function pairMean(value: string, start: number, end: number): number {
  let sum = 0
  for (let i = start; i + 1 < end; i++)
    sum += pairs.charCodeAt(26 * letterIndex(value, i) + letterIndex(value, i + 1)) - 48
  return sum / (end - start - 1)
}

const letterIndex = (value: string, at: number): number => (value.charCodeAt(at) | 32) - 97
const isCapital = (unit: number): boolean => unit > 64 && unit < 91
const isSmall = (unit: number): boolean => unit > 96 && unit < 123
