/** A refusal in the shape that whoever gets it understands: the provider's own error, a page for a person, or problem details. */
import { problemAnswer } from './providers/problem-answer.ts'
import type { Endpoint, Provider, RefusalAnswer, RefusalNotice, RequestHead } from './providers/types.ts'
import { refusalPage } from './refusal-page.ts'

/** Always carries `x-sluice-event`, `cache-control: no-store` and `content-length`. */
export function refusalAnswer(
  notice: RefusalNotice,
  provider: Provider | null,
  endpoint: Endpoint | null,
  head: RequestHead,
): RefusalAnswer {
  const answer = isNavigation(head)
    ? pageAnswer(notice)
    : (provider?.refuse(notice, endpoint, head) ?? problemAnswer(notice))
  return {
    ...answer,
    headers: {
      ...answer.headers,
      'cache-control': 'no-store',
      'x-sluice-event': notice.eventId,
      'content-length': String(Buffer.byteLength(answer.body)),
    },
  }
}

/** A person who opened an address, as against a script: Fetch Metadata says so, older browsers only by what they accept. */
function isNavigation(head: RequestHead): boolean {
  if (head.method !== 'GET' && head.method !== 'HEAD') return head.headers['sec-fetch-mode'] === 'navigate'
  const mode = head.headers['sec-fetch-mode']
  return mode === undefined ? (head.headers.accept ?? '').includes('text/html') : mode === 'navigate'
}

function pageAnswer(notice: RefusalNotice): RefusalAnswer {
  return {
    status: notice.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // The page brings everything it needs and may load nothing.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      ...(notice.retryAfterSeconds === undefined
        ? {}
        : { 'retry-after': String(Math.max(1, Math.ceil(notice.retryAfterSeconds))) }),
    },
    body: refusalPage(notice),
  }
}
