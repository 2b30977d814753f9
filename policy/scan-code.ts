/** Finds source code: which stretches of a text are code, in which language, and how much of the text they are. */
import { sourceCode } from './detectors/source-code.ts'
import type { Confidence } from './finding.ts'
import { languageOf, type Told } from './scan-code-language.ts'
import { type Language, languageNames } from './scan-code-languages.ts'
import { type CodeRegion, codeRegions, fewestLines } from './scan-code-regions.ts'
import type { Engine, Page } from './scan-page.ts'

export interface Code {
  readonly start: number
  readonly end: number
  readonly lines: number
  /** Undefined: code, but of no language that is known. */
  readonly language: Language | undefined
  readonly confidence: Confidence
  /** `TypeScript, 82 lines`. */
  readonly words: string
}

export const codeEngine: Engine = (page, hits) => {
  for (const { start, end, confidence, words } of codeIn(page)) {
    const share = Math.max(1, Math.round((100 * (end - start)) / page.length))
    hits.push({
      detector: sourceCode,
      start,
      end,
      confidence,
      why: [`${words}, ${share} % of the text`],
      beside: true,
    })
  }
}

export function codeIn(page: Page): Code[] {
  return codeRegions(page).map(region => judge(page, region))
}

function judge(page: Page, region: CodeRegion): Code {
  const { start, end, lines, said } = region
  const told = said && said !== 'config' ? undefined : toldIn(page, region)
  const language = said ?? (told && isClear(told) ? told.language : region.pure < 0.5 ? 'config' : undefined)
  const words = `${language ? languageNames[language] : 'code of an unknown language'}, ${lines} lines`
  return { start, end, lines, language, confidence: confidenceOf(region, language, told?.weight ?? 0), words }
}

/** Keys and values between the lines of code say nothing of a language, and so make it less sure. */
function toldIn(page: Page, { pure, bounds }: CodeRegion): Told | undefined {
  const told = languageOf(page, bounds)
  return told && { ...told, weight: told.weight * pure }
}

/** Little weight will do where no other language comes near. */
const isClear = ({ weight, lead }: Told): boolean => lead >= (weight >= 0.9 ? 0.05 : 0.25) && weight >= 0.5

/** By the shape of its lines, and by how much they have of a language. */
function confidenceOf(
  { lines, share, pure, sure, said }: CodeRegion,
  language: Language | undefined,
  weight: number,
): Confidence {
  if (language === 'config' || (pure < 0.5 && sure * lines < fewestLines)) return 'low'
  if (said) return 'high'
  if (sure < 0.15 ? weight < (language === 'html' ? 3 : 2) : sure < 0.3 && weight < 1.3) return 'low'
  return lines >= 10 && share >= 0.85 && language && (sure >= 0.4 || weight >= 2) ? 'high' : 'medium'
}
