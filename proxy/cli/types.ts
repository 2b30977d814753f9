/** A sub-command of `sluice`. Listed in index.ts. */
import type { Settings } from '../settings.ts'

export interface CliContext {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
  /** Reads settings from the file and the environment; throws SettingsError with a one-line message. */
  settings(): Settings
  now(): Date
  /** Value of an environment variable: what `env:NAME` in a policy stands for. */
  environment(name: string): string | undefined
  /** What was shipped and where it stands. */
  readonly product: Product
  /** Resolves at the first SIGTERM or SIGINT. */
  stopRequested(): Promise<void>
}

export interface Product {
  readonly version: string
  /** Path of policies.example.yaml. */
  readonly examplePolicy: string
  /** Folder of the build: bundled workers, `web/`. */
  readonly dist: URL
  /** CA files named by the environment (NODE_EXTRA_CA_CERTS), trusted for upstreams. */
  readonly extraCaFiles: readonly string[]
}

export interface Command {
  /** First word(s) after `sluice`: `policy check`. */
  readonly name: string
  readonly summary: string
  readonly usage: string
  /** Exit code: 0 fine, 1 findings or failures, 2 usage or set-up. Expected failures are printed as one line, never thrown. */
  run(args: readonly string[], context: CliContext): Promise<number>
}
