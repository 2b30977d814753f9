/** An entry of `detectors:`: the policy's own detector, or a change to a built-in one or to a whole category. */
import { z } from 'zod'
import { oneOrMany, text } from './fields.ts'
import { confidences, severities } from './finding.ts'
import { languages } from './scan-code-languages.ts'
import { stemmers } from './stem-languages.ts'

/** One shape for all uses of an entry; own-detectors.ts says which keys go together. */
export const detectorEntry = z.strictObject({
  words: oneOrMany.optional().describe('Own detector: words or phrases, found as whole words.'),
  words_file: text
    .optional()
    .describe('Own detector: a text file of words or phrases, one a line, beside this file; lines with # are notes.'),
  stem: z
    .enum(stemmers)
    .optional()
    .describe('For words: other forms of the same word count too, in this language. Default: only the word itself.'),
  pattern: text.optional().describe('Own detector: a regular expression (RE2: no look-around, no back-references).'),
  fingerprints: text
    .optional()
    .describe('Own detector: a file that `sluice fingerprint` made of records, documents or code, beside this file.'),
  code: z
    .strictObject({
      packages: oneOrMany
        .optional()
        .describe(
          'Beginnings of the names of your packages: @acme/, com.acme., acme_. Code that imports or uses one is yours.',
        ),
      copyright: oneOrMany.optional().describe('Your names in licence headers; case does not count.'),
      languages: z
        .union([z.enum(languages), z.array(z.enum(languages)).min(1)])
        .optional()
        .describe('Only code in these languages. Default: all.'),
      lines: z.int().min(5).max(10_000).optional().describe('Fewest lines. Default: 5.'),
    })
    .optional()
    .describe(
      'Own detector: source code, yours by the packages it imports or its licence header, or anybody’s in some languages.',
    ),
  columns: oneOrMany.optional().describe('For fingerprints of records: only these columns. Default: all of them.'),
  together: z
    .int()
    .min(1)
    .max(20)
    .optional()
    .describe(
      'For fingerprints of records: how many columns of one row must stand together. Default: 2, or all if fewer.',
    ),
  passage: z
    .int()
    .min(10)
    .max(10_000)
    .optional()
    .describe('For fingerprints of documents and code: least words of a passage. Default: 30, of code 40.'),
  ignore_case: z.boolean().optional().describe('For words and pattern: case does not count. Default: false.'),
  near: oneOrMany.optional().describe('Words of which one must stand near the value. Also for built-in detectors.'),
  within: z
    .int()
    .min(1)
    .max(5000)
    .optional()
    .describe('How near, in characters: for near, default 100; for together, default 300.'),
  only: oneOrMany
    .optional()
    .describe('Patterns (RE2) of which one must match the whole value. Also for built-in detectors.'),
  except: oneOrMany
    .optional()
    .describe(
      'Patterns (RE2): a value that one of them matches as a whole is no finding. Also for built-in detectors.',
    ),
  confidence: z
    .enum(confidences)
    .optional()
    .describe(
      'Own detector: of its findings; default high for words, medium for a pattern. Built-in: findings below it are dropped.',
    ),
  rate: z
    .enum(confidences)
    .optional()
    .describe('Built-in detector: its findings are taken for this sure, whatever their checks say.'),
  entropy: z
    .number()
    .min(0)
    .max(8)
    .optional()
    .describe('For pattern: least Shannon entropy of the match, in bits per character.'),
  severity: z.enum(severities).optional().describe('How bad a finding is.'),
  enabled: z
    .boolean()
    .optional()
    .describe('false switches it off; true switches on a built-in detector that runs only when it is asked for.'),
})

export type DetectorEntry = z.infer<typeof detectorEntry>
