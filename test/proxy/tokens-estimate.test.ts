import { createRequire } from 'node:module'
import { Tiktoken } from 'js-tiktoken/lite'
import { beforeAll, expect, test } from 'vitest'
import { estimateTokens } from '../../proxy/tokens-estimate.ts'

let encoder: Tiktoken
beforeAll(() => {
  encoder = new Tiktoken(createRequire(import.meta.url)('js-tiktoken/ranks/o200k_base'))
}, 20_000)

const rows = Array.from({ length: 60 }, (_, i) => ({ id: i, name: `user${i}`, active: true, score: i * 1.37 }))
const code = 'export function add(a: number, b: number): number {\n  if (a > 0) return items.map(x => x.value * 2)\n}\n'

test.each([
  ['English', 'Please summarise the attached report, and list the three risks that matter most to finance. ', 0.2],
  [
    'German',
    'Bitte prüfen Sie den beigefügten Vertrag auf Fristen und fassen Sie die wichtigsten Punkte zusammen. ',
    0.2,
  ],
  ['French', "Pourriez-vous rédiger un résumé de la réunion d'hier avec les résultats du trimestre ? ", 0.2],
  ['Polish', 'Proszę napisać raport o przychodach kwartalnych i załączyć tabelę z prognozami na następny rok. ', 0.3],
  ['Russian', 'Пожалуйста, напишите отчет о квартальной выручке компании и приложите таблицу. ', 0.2],
  ['Chinese', '人工智能正在改变我们的工作方式，请帮我写一份关于季度收入的报告。', 0.2],
  ['Japanese', '四半期の売上に関する報告書を書いてください。人工知能は仕事を変えています。', 0.2],
  ['Korean', '분기 매출에 대한 보고서를 작성해 주세요. 인공지능이 업무를 바꾸고 있습니다.', 0.2],
  ['Arabic', 'يرجى كتابة تقرير عن الإيرادات الفصلية للشركة وإرفاق الجدول بالرسالة. ', 0.2],
  ['Hindi', 'कृपया तिमाही राजस्व पर एक रिपोर्ट लिखें और तालिका संलग्न करें। ', 0.2],
  ['Hebrew', 'אנא כתוב דוח על ההכנסות הרבעוניות של החברה. ', 0.2],
  ['capitals', 'PLEASE WRITE A REPORT ABOUT THE QUARTERLY REVENUE OF THE COMPANY. ', 0.2],
  ['source code', code, 0.2],
  ['SQL', 'SELECT u.id, COUNT(o.id) FROM users u LEFT JOIN orders o ON o.user_id = u.id GROUP BY u.id;\n', 0.35],
  ['JSON', JSON.stringify(rows), 0.3],
  ['numbers', Array.from({ length: 300 }, (_, i) => i * 7919).join(' '), 0.3],
  ['base64', Buffer.from(Array.from({ length: 900 }, (_, i) => (i * i * 31) % 251)).toString('base64'), 0.35],
])('%s is estimated within its error', (_name, sample, error) => {
  const text = sample.repeat(10)
  const exact = encoder.encode(text, [], []).length
  const ratio = estimateTokens(text) / exact
  expect(ratio).toBeGreaterThan(1 - error)
  expect(ratio).toBeLessThan(1 + error)
})

test('an empty text has no tokens, a short one at least one', () => {
  expect(estimateTokens('')).toBe(0)
  expect(estimateTokens('x')).toBe(1)
})

test('a million letters without a break take milliseconds', () => {
  const text = 'a'.repeat(1_000_000)
  const start = performance.now()
  expect(estimateTokens(text)).toBeGreaterThan(100_000)
  expect(performance.now() - start).toBeLessThan(500)
})
