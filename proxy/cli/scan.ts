/** `sluice scan`: finds secrets and personal data in files, folders and standard input, for people, scripts and CI. */
import { parseArgs } from 'node:util'
import { detectorsPage } from '../../policy/detectors-page.ts'
import { type Confidence, confidences, type Finding } from '../../policy/finding.ts'
import { createScanner } from '../../policy/scan.ts'
import { SettingsError } from '../errors.ts'
import { type NotRead, readInputs, type ScanInput, UnreadableError } from './scan-inputs.ts'
import { scanRows } from './scan-jsonl.ts'
import { openScanPolicy, type ScanPolicy } from './scan-policy.ts'
import { humanReport, jsonReport, type Located, locate } from './scan-report.ts'
import { sarifReport } from './scan-sarif.ts'
import { type TextWindow, windowsOf } from './scan-windows.ts'
import type { CliContext, Command } from './types.ts'

const usage = `sluice scan [PATH...] [--policies FILE] [--confidence low|medium|high] [--json | --sarif | --jsonl | --detectors]`

const scan: Command = {
  name: 'scan',
  summary: 'Find secrets and personal data in files, folders or standard input.',
  usage,
  async run(args, context) {
    // A reader that has seen enough closes the pipe: that ends the work, and is no failure.
    const failed = (error: Error): void => {
      if (!isClosedPipe(error)) throw error
    }
    context.stdout.on('error', failed)
    try {
      return await runScan(args, context)
    } catch (error) {
      if (isClosedPipe(error)) return 0
      if (!(error instanceof SettingsError)) throw error
      context.stderr.write(`${error.message}\n`)
      return 2
    }
  },
}

export const scanCommands: readonly Command[] = [scan]

const isClosedPipe = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE'

/** 0 without findings, 1 with; `--jsonl` is a filter and answers 0 either way. */
async function runScan(args: readonly string[], context: CliContext): Promise<number> {
  const options = readOptions(args)
  if (options.detectors) {
    context.stdout.write(detectorsPage())
    return 0
  }
  const policy = options.policies ? await openScanPolicy(options.policies, context) : noPolicy()
  for (const note of policy.notes) context.stderr.write(`${note}\n`)
  if (options.jsonl) {
    await scanRows(context.stdin, context.stdout, policy)
    return 0
  }
  return await scanTexts(options, policy, context)
}

/** 1 with findings; else 2 when a text could not be read, for nobody knows what is in it. */
async function scanTexts(options: Options, policy: ScanPolicy, context: CliContext): Promise<number> {
  const human = !options.json && !options.sarif
  const located: Located[] = []
  const notRead: NotRead[] = []
  let files = 0
  for await (const input of readInputs(options.paths, context.stdin)) {
    if (!context.stdout.writable) break
    if (input.chunks === undefined) notRead.push(input)
    else {
      const failure = await scanInput(input, policy, options.confidence, (window, found, all) => {
        for (const one of found) located.push(one)
        if (human) context.stdout.write(humanReport(counting(found), window.text, all))
      })
      if (failure) notRead.push(failure)
      else files++
    }
  }
  const { version } = context.product
  if (options.json) context.stdout.write(jsonReport(located, files, notRead))
  else if (options.sarif) context.stdout.write(sarifReport({ located, notRead, version, cwd: process.cwd() }))
  else context.stdout.write(summary(located, files))
  for (const { path, reason } of notRead) context.stderr.write(`not scanned: ${path}: ${reason}\n`)
  if (counting(located).length > 0) return 1
  return notRead.some(one => one.failed) ? 2 : 0
}

/** Scans a text window by window. Answers why, when it could not be read to its end. */
async function scanInput(
  { path, chunks }: Exclude<ScanInput, NotRead>,
  { scanner, exempt }: ScanPolicy,
  least: Confidence,
  report: (window: TextWindow, found: readonly Located[], all: readonly Finding[]) => void,
): Promise<NotRead | undefined> {
  try {
    // Nothing is told twice: what an earlier window saw beyond its end covers what begins before.
    let told = 0
    for await (const window of windowsOf(chunks)) {
      const all = scanner.scan([{ text: window.text }])
      const found = locate(path, window, all, least, exempt(window.text, all, path)).filter(one => one.start >= told)
      told = found.reduce((end, one) => Math.max(end, one.end), told)
      report(window, found, all)
    }
    return undefined
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    return { path, reason: error.message, failed: true }
  }
}

const noPolicy = (): ScanPolicy => ({ scanner: createScanner(), notes: [], exempt: () => new Map() })

const counting = (located: readonly Located[]): Located[] => located.filter(one => one.exemption === undefined)

interface Options {
  readonly paths: readonly string[]
  readonly policies?: string
  readonly confidence: Confidence
  readonly json: boolean
  readonly sarif: boolean
  readonly jsonl: boolean
  /** Print the page of all detectors instead. */
  readonly detectors: boolean
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args)
  const confidence = confidences.find(one => one === (values.confidence ?? 'medium'))
  if (!confidence) throw new SettingsError(`--confidence is low, medium or high, not '${values.confidence}'`)
  const forms = [values.json, values.sarif, values.jsonl].filter(Boolean).length
  if (forms > 1) throw new SettingsError('choose one of --json, --sarif and --jsonl')
  if (values.jsonl && positionals.length > 0) throw new SettingsError('--jsonl reads standard input, not files')
  return {
    paths: positionals,
    ...(values.policies !== undefined && { policies: values.policies }),
    confidence,
    json: values.json ?? false,
    sarif: values.sarif ?? false,
    jsonl: values.jsonl ?? false,
    detectors: values.detectors ?? false,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        policies: { type: 'string' },
        confidence: { type: 'string' },
        json: { type: 'boolean' },
        sarif: { type: 'boolean' },
        jsonl: { type: 'boolean' },
        detectors: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new SettingsError(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error })
  }
}

function summary(all: readonly Located[], files: number): string {
  const located = counting(all)
  const exempt = all.length === located.length ? '' : `, ${all.length - located.length} exempt`
  const sources = new Set(located.map(one => one.path)).size
  const read = `${files} ${files === 1 ? 'text' : 'texts'} read`
  return located.length === 0
    ? `nothing found${exempt}, ${read}\n`
    : `${located.length} ${located.length === 1 ? 'finding' : 'findings'} in ${sources} of ${read}${exempt}\n`
}
