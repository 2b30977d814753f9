/** Every error code with the status a client gets. Expected refusals are values; these are for broken expectations. */

/** Code to HTTP status. None is one that SDKs retry (408, 409, 429, 5xx) unless a retry is right. */
export const errorStatus = {
  bad_request: 400,
  bad_authority: 400,
  ambiguous_framing: 400,
  misdirected: 421,
  port_refused: 403,
  private_address: 403,
  identity_required: 407,
  identity_rejected: 407,
  policy_blocked: 403,
  limit_exceeded: 429,
  over_limit_alone: 403,
  body_too_large: 413,
  body_undecodable: 400,
  body_aborted: 400,
  inspection_failed: 403,
  audit_failed: 403,
  limits_failed: 403,
  redaction_failed: 403,
  upstream_unreachable: 502,
  upstream_certificate: 502,
  upstream_protocol: 502,
  upstream_timeout: 504,
  shutting_down: 503,
  internal: 403,
} as const

export type ErrorCode = keyof typeof errorStatus

/** A failure with a code. The message is for people and never holds request content. */
export class SluiceError extends Error {
  readonly code: ErrorCode
  readonly status: number

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SluiceError'
    this.code = code
    this.status = errorStatus[code]
  }
}

/** Start-up and usage failures: one clear line that names the thing and the remedy; exit code 2. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}
