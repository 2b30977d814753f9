/** A refusal as a JSON answer, with headers that keep SDKs from asking again in vain. */
import type { RefusalAnswer, RefusalNotice } from './types.ts'

/** Longer waits are not worth holding a program for: SDKs sleep for the whole of Retry-After, however long. */
const maxRetryWaitSeconds = 60

export function jsonAnswer(notice: RefusalNotice, body: unknown, contentType = 'application/json'): RefusalAnswer {
  const wait = notice.retryAfterSeconds
  const retry = notice.cause !== 'policy' && wait !== undefined && wait <= maxRetryWaitSeconds
  return {
    status: notice.status,
    headers: {
      'content-type': contentType,
      ...(wait === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(wait))) }),
      // Read by the SDKs of OpenAI and Anthropic before they look at the status.
      'x-should-retry': String(retry),
    },
    body: JSON.stringify(body),
  }
}
