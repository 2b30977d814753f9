/** One text of an answer while it grows over many frames: what watches it, and the edits that fall into each stretch. */
import type { Replacement, TextWatcher } from '../../policy/text-watcher.ts'
import { EscapeView, escapeStart } from './escape-view.ts'
import { beginsJson, JsonPosition } from './json-text.ts'

/** A stretch of the channel's text, as one leaf of one frame holds it. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

export class Channel {
  /** In order of precedence where their edits begin at the same place. */
  readonly #watchers: readonly TextWatcher[]
  readonly #json: JsonSide
  #length = 0
  #ended = false
  /** Edits that start before `decided`, encoded, ascending and disjoint. */
  #settled: Replacement[] = []
  #found: Replacement[] = []
  #decided = 0

  /** `json`: the text is JSON; undefined: it is when it begins like it. */
  constructor(watchers: readonly TextWatcher[], json: true | undefined) {
    this.#watchers = watchers
    this.#json = new JsonSide(json)
  }

  get decided(): number {
    return this.#decided
  }

  /** Takes the text that follows. */
  push(text: string): Stretch {
    const start = this.#length
    this.#length += text.length
    const view = this.#json.push(text)
    for (const watcher of this.#watchers) watcher.push(view)
    this.#settle()
    return { start, end: this.#length }
  }

  /** Nothing follows, or nothing more is waited for. */
  end(): void {
    for (const watcher of this.#watchers) watcher.end()
    this.#ended = true
    this.#settle()
    this.#ended = false
  }

  /** Edits of a stretch that is decided, with offsets from its start; each replacement goes to the stretch in which it begins. */
  editsOf({ start, end }: Stretch): Replacement[] {
    if (this.#settled.length === 0) return []
    const edits: Replacement[] = []
    for (const edit of this.#settled) {
      if (edit.end <= start || edit.start >= end) continue
      edits.push({
        start: Math.max(edit.start, start) - start,
        end: Math.min(edit.end, end) - start,
        text: edit.start >= start ? edit.text : '',
      })
    }
    this.#settled = this.#settled.filter(edit => edit.end > end)
    return edits
  }

  #settle(): void {
    for (const watcher of this.#watchers) this.#found.push(...watcher.take())
    let decided = this.#length
    for (const watcher of this.#watchers) decided = Math.min(decided, watcher.decided)
    if (this.#found.length > 0) {
      // A stable sort keeps the watchers' precedence.
      this.#found.sort((a, b) => a.start - b.start)
      const known = this.#found.filter(edit => edit.start < decided)
      this.#found = this.#found.filter(edit => edit.start >= decided)
      for (const edit of known) this.#add(edit)
    }
    this.#json.decided(decided, this.#ended)
    this.#decided = decided
  }

  #add(edit: Replacement): void {
    const after = this.#settled.at(-1)?.end ?? 0
    // Two watchers found the same place: the first keeps it, the other takes what is left of its own.
    const start = Math.max(edit.start, after)
    if (start >= edit.end) return
    this.#settled.push(this.#json.encode({ ...edit, start }))
  }
}

/** The part of a channel that knows whether its text is JSON and what that means for edits. */
class JsonSide {
  #state: 'open' | 'json' | 'text'
  #position = new JsonPosition()
  #view = new EscapeView()
  /** Text from the place up to which `#position` has read. */
  #kept = ''
  #keptAt = 0

  constructor(json: true | undefined) {
    this.#state = json ? 'json' : 'open'
  }

  /** Takes text; gives what watchers should see of it. */
  push(text: string): string {
    if (this.#state === 'text') return text
    this.#kept += text
    if (this.#state === 'open') {
      const judged = beginsJson(this.#kept)
      if (judged === false) this.#beText()
      if (judged === true) this.#state = 'json'
    }
    return this.#state === 'json' ? this.#view.push(text) : text
  }

  decided(offset: number, ended: boolean): void {
    if (this.#state === 'text') return
    if (ended && this.#state === 'open') this.#beText()
    else this.#read(offset)
  }

  encode(edit: Replacement): Replacement {
    if (this.#state !== 'json') return edit
    const start = this.#keptAt + escapeStart(this.#kept, edit.start - this.#keptAt)
    this.#read(start)
    return { start, end: edit.end, text: this.#position.encode(edit.text) }
  }

  #read(offset: number): void {
    if (this.#state !== 'json' || offset <= this.#keptAt) return
    this.#position.push(this.#kept.slice(0, offset - this.#keptAt))
    this.#kept = this.#kept.slice(offset - this.#keptAt)
    this.#keptAt = offset
  }

  #beText(): void {
    this.#state = 'text'
    this.#kept = ''
  }
}
