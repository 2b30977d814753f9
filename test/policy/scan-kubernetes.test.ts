/** Values of Secret objects are found under any key; those of other objects are left alone. */
import { expect, test } from 'vitest'
import { makeValue, seededRandom } from '../../policy/detectors/make-value.ts'
import { createScanner } from '../../policy/scan.ts'

const scanner = createScanner()
const secret = makeValue('[A-Za-z0-9]{20}', seededRandom(3))
const encoded = Buffer.from(secret).toString('base64')
const found = (text: string): string[] =>
  scanner
    .scan([{ text }])
    .filter(one => one.category === 'secrets')
    .map(one => text.slice(one.start, one.end))

test.each([
  ['data', `apiVersion: v1\nkind: Secret\ndata:\n  conn: ${encoded}\n`, encoded],
  ['data before the kind', `data:\n  x: "${encoded}"\nkind: Secret\n`, encoded],
  ['plain data', `kind: Secret\nstringData:\n  conn: ${secret}\n`, secret],
  ['JSON', `{"kind":"Secret","data":{"x":"${encoded}"}}`, encoded],
  ['the second of two documents', `kind: Secret\n---\nkind: Secret\ndata:\n  x: ${encoded}\n`, encoded],
])('%s', (_, text, value) => expect(found(text)).toEqual([value]))

test.each([
  ['a ConfigMap', `kind: ConfigMap\ndata:\n  x: ${Buffer.from('a greeting for all').toString('base64')}\n`],
  ['the name of a user', `kind: Secret\ndata:\n  username: ${encoded}\n`],
  ['a template', 'kind: Secret\ndata:\n  x: {{ .Values.x | b64enc }}\n'],
  ['a store of secrets', `kind: SecretStore\ndata:\n  x: ${Buffer.from('a greeting for all').toString('base64')}\n`],
])('%s is left alone', (_, text) => expect(found(text)).toEqual([]))

test('many objects take no more than their length', () => {
  const text = 'kind: secret\n'.repeat(40_000)
  const start = performance.now()
  scanner.scan([{ text }])
  expect(performance.now() - start).toBeLessThan(3000)
})
