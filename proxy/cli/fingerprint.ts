/** `sluice fingerprint …`: fingerprints of what a company protects, made where it is kept. */
import { passageCommands } from './fingerprint-passages.ts'
import { recordsCommand } from './fingerprint-records.ts'
import { showCommand } from './fingerprint-show.ts'
import type { Command } from './types.ts'

export const fingerprintCommands: readonly Command[] = [recordsCommand, ...passageCommands, showCommand]
