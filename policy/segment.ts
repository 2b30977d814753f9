/** One piece of human or machine text inside a request, with the place it stands in. */

export const roles = ['user', 'assistant', 'system', 'tool', 'unknown'] as const
export type Role = (typeof roles)[number]

/**
 * prompt: what a person or program asks; history: earlier turns sent again; instructions: system text;
 * tool-call and tool-result: arguments and outputs of tools; tool-definition: names, descriptions, schemas;
 * attachment: inline file text; draft: typed but not sent; answer: what the
 * model says; parameter: query or form field; other: any other string.
 */
export const segmentKinds = [
  'prompt',
  'history',
  'instructions',
  'tool-call',
  'tool-result',
  'tool-definition',
  'attachment',
  'draft',
  'parameter',
  'metadata',
  'answer',
  'other',
] as const
export type SegmentKind = (typeof segmentKinds)[number]

export interface Segment {
  readonly text: string
  /** Name the format gives the text (its JSON key or form field). */
  readonly label?: string
  readonly role: Role
  readonly kind: SegmentKind
  /** Where it stands, for people: `messages[2].content[0].text`, `query.q`, `part "file"`. */
  readonly place: string
  /** Name of the uploaded or attached file that the text is in, where the request gives it; of a scanned file its path. */
  readonly file?: string
  /** False where an edit would break the request (a signed thinking block): redact becomes block there. */
  readonly editable: boolean
}

/** Replace `[start, end)` (UTF-16 units) of segment `segment` by `replacement`. Edits of one segment never overlap. */
export interface Edit {
  readonly segment: number
  readonly start: number
  readonly end: number
  readonly replacement: string
}

/** full: every byte that can hold text was read; partial: some could not be; none: nothing was read. */
export interface Coverage {
  readonly verdict: 'full' | 'partial' | 'none'
  /** Plain reason, always present unless `full`: "2 images are not read". */
  readonly reason?: string
}
