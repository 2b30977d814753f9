/** What looks at one text as it grows and says which parts of it are to be replaced: the restorer and the scan of answers. */

/** Replace `[start, end)` by `text`. Offsets are UTF-16 units from the very beginning of the text. */
export interface Replacement {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Contract: cutting a text into pieces in another way changes nothing about the replacements. Every replacement that
 * starts before `decided` has been handed out by the next `take`, and ends at or before `decided`.
 */
export interface TextWatcher {
  /** The text that follows what was pushed before. */
  push(piece: string): void
  /** Nothing follows, or nothing more is waited for: all that was pushed is decided. Text may still follow a forced end. */
  end(): void
  /** Offset before which everything is known: what lies behind it could still become part of a match. */
  readonly decided: number
  /** Replacements found since the last call, ascending and disjoint. */
  take(): readonly Replacement[]
}
