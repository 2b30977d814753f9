/** Token counts where the provider reports none: a fast estimate before the request, a tokenizer's count after it. */
import type { ExchangeKind } from './audit/types.ts'
import { estimateTokens } from './tokens-estimate.ts'
import { createLearnedOutput } from './tokens-learned.ts'
import { createTokenizer, type TokenizerOptions } from './tokens-worker.ts'

export interface TokenCounter {
  /** Tokens of all texts together, at once; see tokens-estimate.ts for its error. */
  estimate(texts: readonly string[]): number
  /** Tokens of each text, counted off the event loop; the estimate when that takes too long. Estimated either way: the vendor's own tokenizer may differ. Never rejects. */
  count(texts: readonly string[]): Promise<number[]>
  /** Output tokens to reserve for a call that names no maximum. */
  learnedOutput(app: string, model: string | undefined, kind: ExchangeKind): number
  /** Output tokens that a call really had. */
  learn(app: string, model: string | undefined, kind: ExchangeKind, outputTokens: number): void
  close(): Promise<void>
}

export function createTokenCounter(options: { readonly tokenizer?: TokenizerOptions } = {}): TokenCounter {
  const tokenizer = createTokenizer(options.tokenizer)
  const learned = createLearnedOutput()
  return {
    estimate: texts => texts.reduce((sum, text) => sum + estimateTokens(text), 0),
    count: async texts => (await tokenizer.count(texts)) ?? texts.map(estimateTokens),
    learnedOutput: learned.expect,
    learn: learned.learn,
    close: () => tokenizer.close(),
  }
}
