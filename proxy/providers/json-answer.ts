/** A refusal as a JSON answer, with headers that keep SDKs from asking again in vain. */
import type { RefusalAnswer, RefusalNotice } from './types.ts'

/** Longer waits are not worth holding a program for: SDKs sleep for the whole of Retry-After, however long. */
const maxRetryWaitSeconds = 60

export function jsonAnswer(notice: RefusalNotice, body: unknown, contentType = 'application/json'): RefusalAnswer {
  const wait = notice.retryAfterSeconds
  return {
    status: notice.status,
    headers: {
      'content-type': contentType,
      ...(wait === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(wait))) }),
      ...retryHeader(notice),
    },
    body: JSON.stringify(body),
  }
}

/** Read by the SDKs of OpenAI and Anthropic before they look at the status. A failure on the way (5xx) is theirs to judge. */
function retryHeader(notice: RefusalNotice): Record<string, string> {
  const wait = notice.retryAfterSeconds
  if (notice.cause === 'error' && notice.status >= 500 && wait === undefined) return {}
  const retry = notice.cause !== 'policy' && wait !== undefined && wait <= maxRetryWaitSeconds
  return { 'x-should-retry': String(retry) }
}
