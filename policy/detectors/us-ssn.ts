/** US social security numbers and taxpayer ids of the same shape. */
import { numberDetector } from './detector.ts'

export const usSsn = numberDetector({
  id: 'us-ssn',
  name: 'US social security number',
  category: 'personal',
  severity: 'high',
  source: 'https://www.ssa.gov/employer/randomization.html',
  shape: '\\d{9}',
  lengths: [9, 9],
  labels: [
    'ssn',
    'ssns',
    'ssn#',
    'social security',
    'social security number',
    'social security no',
    'social security #',
    'social sec',
    'soc sec',
    'socialsecuritynumber',
    'social_security_number',
    'ss#',
    'ss #',
    'itin',
    'tin',
    'taxpayer id',
    'seguro social',
    'individual taxpayer identification number',
    'taxpayer identification number',
    'itin number',
    'ss number',
    'soc. sec.',
    'soc. sec. no',
    'número de seguro social',
  ],
  verify: value => {
    const area = Number(value.slice(0, 3))
    const group = Number(value.slice(3, 5))
    const taxpayer = (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group !== 93)
    return area !== 0 && area !== 666 && (area < 900 || taxpayer) && group !== 0 && value.slice(5) !== '0000'
  },
  check: 'area, group and serial that are given out',
  written: '[0-8]\\d\\d-\\d\\d-\\d{4}',
  alone: 'medium',
  known: [
    ...['078051120', '219099999', '123456789', '111111111', '123121234', '457555462'],
    // 987-65-4320 to 4329 were kept for advertisements.
    ...Array.from({ length: 10 }, (_, last) => `98765432${last}`),
  ],
  examples: {
    match: [
      'SSN: «[1-5]\\d[1-9]-[1-9]\\d-[1-9]\\d{3}»',
      'her social security number is «[1-5]\\d[1-9][1-9]\\d[1-9]\\d{3}»',
    ],
    ignore: [
      ['SSN 000-12-3456', 'area 000 is never given out'],
      ['SSN 078-05-1120', 'the documented example'],
      ['order [1-5]\\d[1-9][1-9]\\d[1-9]\\d{3}', 'nine digits without a label'],
    ],
  },
})
