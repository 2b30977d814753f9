/** Strings that name, type or sign things: neither read nor changed, so that ids and signatures stay whole. */

const names = new Set(
  [
    'id object model modelVersion responseId system_fingerprint service_tier type role status name language',
    'finish_reason finishReason stop_reason stop_sequence item_id call_id tool_use_id response_id previous_response_id',
    'request_id message_id parent_id conversation_id uuid event_id container_id obfuscation encoding',
    'mime_type mimeType content_type media_type',
    // Checked by the provider when they come back.
    'signature thoughtSignature encrypted_content encrypted_index',
  ].flatMap(line => line.split(' ')),
)

/** True when the string at `path` holds no text of a person's or model's. */
export function isName(path: readonly (string | number)[]): boolean {
  const last = path.at(-1)
  return typeof last === 'string' && names.has(last) && !isArgument(path)
}

const argumentMembers = new Set(['input', 'args', 'arguments', 'parameters'])

/** Inside a call's arguments a member means what the tool says: `args.name` may be a person's. */
function isArgument(path: readonly (string | number)[]): boolean {
  return path.some((step, i) => i < path.length - 1 && argumentMembers.has(String(step)))
}

const opaque = new Set(['data', 'b64_json', 'partial_image_b64'])

/** Also true of pictures, sound and ciphers, and of the tokens beside a text: for formats in which these names mean that. */
export function isOpaque(path: readonly (string | number)[]): boolean {
  const last = path.at(-1)
  if (isArgument(path)) return false
  return isName(path) || (typeof last === 'string' && opaque.has(last)) || path.includes('logprobs')
}
