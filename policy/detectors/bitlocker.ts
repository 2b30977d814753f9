/** Recovery keys of BitLocker. */
import { numberDetector } from './detector.ts'
import { makeValue, type Random } from './make-value.ts'

const groups = 8
/** Each group is a number of 16 bits times eleven. */
const factor = 11
const most = 65_536 * factor

/** Every group of six digits is divisible by eleven and small enough. */
function groupsHold(compact: string): boolean {
  for (let at = 0; at < compact.length; at += 6) {
    const group = Number(compact.slice(at, at + 6))
    if (group % factor !== 0 || group >= most) return false
  }
  return true
}

const makeKey = (random: Random): string =>
  Array.from({ length: groups }, () => String(Math.floor(random() * 65_536) * factor).padStart(6, '0')).join('-')

export const bitlockerRecoveryKey = numberDetector({
  id: 'bitlocker-recovery-key',
  name: 'BitLocker recovery key',
  category: 'secrets',
  severity: 'critical',
  source:
    'https://learn.microsoft.com/en-us/windows/security/operating-system-security/data-protection/bitlocker/recovery-overview',
  shape: '\\d{48}',
  lengths: [48, 48],
  labels: ['bitlocker', 'recovery key', 'wiederherstellungsschlüssel', 'clé de récupération', 'clave de recuperación'],
  verify: groupsHold,
  check: 'eight groups of six digits, each divisible by eleven',
  written: '\\d{6}(?:-\\d{6}){7}',
  alone: 'high',
  examples: {
    match: [random => `«${makeKey(random)}»`, random => `Recovery Key:\n\n        «${makeKey(random)}»\n`],
    ignore: [
      [random => `${makeValue('1\\d{5}', random)}-${makeKey(random).slice(7, -1)}3`, 'a group that is not divisible'],
    ],
  },
})
