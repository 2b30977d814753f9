/** Dates of birth behind a label; the engine is scan-labelled.ts. */
import { engineDetector } from './detector.ts'

export const dateOfBirth = engineDetector({
  id: 'date-of-birth',
  name: 'Date of birth',
  category: 'personal',
  severity: 'medium',
  source: 'https://www.iso.org/iso-8601-date-and-time-format.html',
  check: 'a date of the last 120 years right behind a label',
  examples: {
    match: [
      'DOB: «19[5-9]\\d-0[1-9]-1\\d»',
      'date of birth «1[0-2]/1\\d/19[5-9]\\d»',
      'born on «[1-9] March 19[5-9]\\d» in Leeds',
      'geboren am «1\\d\\.0[1-9]\\.19[5-9]\\d»',
    ],
    ignore: [
      ['invoice of 1\\d\\.0[1-9]\\.2024', 'no label'],
      ['date of birth is required', 'no date'],
    ],
  },
})

export const bankIdentifierCode = engineDetector({
  id: 'bank-identifier-code',
  name: 'Bank identifier code (BIC, SWIFT)',
  category: 'financial',
  severity: 'low',
  source: 'https://www.swift.com/standards/data-standards/bic-business-identifier-code',
  check: 'eight or eleven letters and digits with a country in the middle, right behind a label',
  examples: {
    match: ['BIC: «[A-Z]{4}DE[A-Z]{2}»', 'SWIFT code «[A-Z]{4}GB[A-Z]{2}XXX»'],
    ignore: [
      ['SWIFT PAYMENTS ARE FAST', 'words'],
      ['code [A-Z]{4}DE[A-Z]{2}', 'no label'],
    ],
  },
})

export const personalName = engineDetector({
  id: 'personal-name',
  name: 'Name of a person behind a label',
  category: 'personal',
  severity: 'low',
  source: 'https://en.wikipedia.org/wiki/Personal_name',
  check: 'two to four capitalised words right behind a label such as patient name or full name',
  examples: {
    match: ['Patient name: «Maria [B-D]ergstrom»', 'Full name: «James T\\. Holloway»'],
    ignore: [
      ['name: value', 'small letters'],
      ['file name: Annual Report', 'a name of something else'],
    ],
  },
})
