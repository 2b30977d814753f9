/** Runs the engine over an answer as its bytes come: decoding, bounds in bytes and time, and the end when a rule cuts it. */
import type { Transform } from 'node:stream'
import type { StreamEngine } from './engine.ts'
import type { CutNotice } from './types.ts'

/** Where the answer goes. */
export interface AnswerSink {
  /** False: wait for `resume` before the next chunk. */
  write(bytes: Buffer): boolean
  end(): void
  /** The answer ends here with these last bytes; nothing more is read from upstream. */
  cut(last: readonly Buffer[], notice: CutNotice): void
  /** The answer is broken: it must not look whole. */
  broken(cause: Error): void
  resume(): void
}

export interface AnswerFilter {
  /** False: wait for the sink's `resume`. */
  write(chunk: Buffer): boolean
  end(): void
  /** The client takes more. */
  drained(): void
  /** The exchange is over, however it ended. */
  close(): void
}

export interface AnswerFilterOptions {
  readonly engine: StreamEngine
  readonly sink: AnswerSink
  /** Undoes the content coding; null where there is none. */
  readonly decoder: Transform | null
  readonly holdBytes: number
  readonly holdMs: number
  /** At a bound or a failure of ours: true cuts, false lets the answer pass. */
  readonly strict: boolean
  /** Why a rule cuts the answer, once it does. */
  readonly stopped: () => CutNotice | null
  /** What to say when a bound or a failure cuts. `cause` is for the log. */
  readonly failed: (why: 'bound' | 'failure', cause?: unknown) => CutNotice
}

export function createAnswerFilter(options: AnswerFilterOptions): AnswerFilter {
  return new EngineFilter(options)
}

class EngineFilter implements AnswerFilter {
  readonly #options: AnswerFilterOptions
  #over = false
  #timer: NodeJS.Timeout | undefined

  constructor(options: AnswerFilterOptions) {
    this.#options = options
    const { decoder, sink } = options
    decoder
      ?.on('data', (bytes: Buffer) => {
        if (!this.#pass(() => options.engine.push(bytes))) decoder.pause()
      })
      .on('end', () => this.#finish())
      .on('drain', () => sink.resume())
      .on('error', cause => {
        if (this.#over) return
        this.close()
        sink.broken(cause)
      })
  }

  write(chunk: Buffer): boolean {
    if (this.#over) return true
    const { decoder, engine } = this.#options
    if (!decoder) return this.#pass(() => engine.push(chunk))
    decoder.resume()
    return decoder.write(chunk)
  }

  end(): void {
    const { decoder } = this.#options
    if (this.#over) return
    if (decoder) decoder.resume().end()
    else this.#finish()
  }

  drained(): void {
    if (!this.#over) this.#options.decoder?.resume()
  }

  close(): void {
    this.#over = true
    clearTimeout(this.#timer)
    this.#options.decoder?.destroy()
  }

  #finish(): void {
    if (this.#over) return
    this.#pass(() => this.#options.engine.end())
    if (this.#over) return
    this.close()
    this.#options.sink.end()
  }

  /** Sends what a step of the engine lets go, and looks whether the answer goes on. */
  #pass(step: () => readonly Buffer[]): boolean {
    const { engine, stopped, holdBytes } = this.#options
    let pieces: readonly Buffer[]
    try {
      pieces = step()
    } catch (cause) {
      return this.#failure(cause)
    }
    const more = this.#send(pieces)
    const notice = stopped()
    if (notice) return this.#cut(notice)
    if (engine.heldBytes > holdBytes) return this.#bound()
    this.#time(pieces.length > 0)
    return more
  }

  #send(pieces: readonly Buffer[]): boolean {
    let more = true
    for (const piece of pieces) if (piece.length > 0) more = this.#options.sink.write(piece)
    return more
  }

  /** The clock runs while something is held, from anew whenever something was let go. */
  #time(progress: boolean): void {
    const { engine, holdMs } = this.#options
    if (engine.heldBytes === 0 || progress) {
      clearTimeout(this.#timer)
      this.#timer = undefined
    }
    if (engine.heldBytes > 0) this.#timer ??= setTimeout(() => this.#bound(), holdMs).unref()
  }

  #bound(): boolean {
    if (this.#over) return true
    this.#timer = undefined
    const { engine, strict, failed } = this.#options
    return strict ? this.#cut(failed('bound')) : this.#pass(() => engine.force())
  }

  #failure(cause: unknown): boolean {
    const { engine, strict, failed } = this.#options
    const notice = failed('failure', cause)
    return strict ? this.#cut(notice) : this.#send(engine.letGo())
  }

  #cut(notice: CutNotice): boolean {
    if (this.#over) return true
    const last = this.#options.engine.cut(notice)
    this.close()
    this.#options.sink.cut(last, notice)
    return true
  }
}
