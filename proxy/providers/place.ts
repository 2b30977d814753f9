/** Where a leaf stands, in words for people and records: `messages[2].content[0].text`. Never shows a name that may itself be data. */
import { hidesSomething } from '../documents/json-scan.ts'

type Path = readonly (string | number)[]

/** Long names that formats themselves give; any other long name could be something a person typed. */
const formatNames = new Set(
  `max_completion_tokens max_output_tokens response_format tool_call_id tool_choice parallel_tool_calls function_call
  function_call_output additionalProperties systemInstruction system_instruction functionCall functionResponse
  functionDeclarations generationConfig responseSchema safetySettings cachedContent inlineData extracted_content
  personalized_styles conversation_mode parent_message_id parent_message_uuid content_type asset_pointer attachments
  instructions input_schema cache_control tool_use_id partial_query prompt_cache_key safety_identifier description
  sensitive_string_value chat_history query_str properties conversation_id reasoning_content previous_response_id
  outside_the_parts`.split(/\s+/),
)

export function placeOf(path: Path, first?: 'query' | 'part'): string {
  let place = first === 'query' ? 'query' : ''
  path.forEach((step, i) => {
    if (i === 0 && first === 'part') place = `part "${shown(step)}"`
    else if (typeof step === 'number') place += `[${step}]`
    else if (step.startsWith('#')) place += `:${step.slice(1)}`
    else place += place === '' ? shown(step) : `.${shown(step)}`
  })
  return place === '' ? 'body' : place
}

/** The name of a field, or `(name)` where it could be data: names this long are scanned, so what matched must not be repeated. */
export function shown(step: string | number): string {
  const name = String(step)
  return !hidesSomething(name) || formatNames.has(name) ? name : '(name)'
}
