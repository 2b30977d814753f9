/** A refusal for callers without a shape of their own: problem details (RFC 9457), with the members that web apps look for beside them. */
import { jsonAnswer } from './json-answer.ts'
import type { RefusalAnswer, RefusalNotice } from './types.ts'

export function problemAnswer(notice: RefusalNotice): RefusalAnswer {
  const problem = {
    type: 'about:blank',
    title: titles[notice.cause],
    status: notice.status,
    detail: notice.message,
    code: notice.code,
    event: notice.eventId,
    // Most clients of JSON APIs show one of these two.
    message: notice.message,
    error: { message: notice.message, code: notice.code },
  }
  return jsonAnswer(notice, problem, 'application/problem+json')
}

export const titles: Readonly<Record<RefusalNotice['cause'], string>> = {
  policy: 'Stopped by your company’s policy',
  limit: 'Your limit is reached',
  error: 'Not sent',
}
