/** Telephone numbers; the engine is scan-phone.ts. */
import { engineDetector } from './detector.ts'

export const phoneNumber = engineDetector({
  id: 'phone-number',
  name: 'Telephone number',
  category: 'personal',
  severity: 'low',
  source: 'https://www.itu.int/rec/T-REC-E.164/',
  check: 'valid in the numbering plan of its country (libphonenumber), or written like a number behind a label',
  examples: {
    match: [
      'call me at «\\+49 30 2[1-9]\\d{2} \\d{4}»',
      'phone: «\\(212\\) 5[2-4][1-9]-\\d{4}»',
      'mobile «\\+33 6 [1-9]\\d \\d\\d \\d\\d \\d\\d».',
      'Tel\\. «0[2-6]\\d/[1-9]\\d{6}»',
    ],
    ignore: [
      ['version \\+1\\.2\\.3 of build 20250101', 'a version'],
      ['order 5551234567 from 2024-01-01', 'no label and no form of a number'],
    ],
  },
})
