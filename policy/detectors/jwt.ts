/** JSON web tokens, signed or encrypted. */
import { detector } from './detector.ts'

/** True when the first part decodes to a JSON object with an algorithm or a type. */
export function jwtHeadHolds(value: string): boolean {
  const head = Buffer.from(value.slice(0, value.indexOf('.')), 'base64url').toString('latin1')
  return head.startsWith('{"') && head.endsWith('}') && (head.includes('"alg"') || head.includes('"typ"'))
}

const encoded = (json: string): string => Buffer.from(json).toString('base64url')

export const jwt = detector({
  id: 'jwt',
  name: 'JSON web token',
  source: 'https://www.rfc-editor.org/rfc/rfc7519',
  keywords: ['eyJ', 'ewog'],
  pattern:
    '(?:eyJ|ewog)[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,100})?',
  longest: 12_000,
  verify: jwtHeadHolds,
  check: 'header decodes to JSON with an algorithm',
  confidence: 'medium',
  examples: {
    match: [
      random =>
        `Bearer «${encoded('{"alg":"HS256","typ":"JWT"}')}.${encoded(`{"sub":"${random()}","iat":1700000000}`)}.${encoded(String(random()) + String(random()))}»`,
    ],
    ignore: [['eyJ[A-Za-z0-9]{30}', 'one part only']],
  },
})
