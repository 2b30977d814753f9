/** `sluice scan`: finds secrets and personal data in files, folders and standard input, for people, scripts and CI. */
import { parseArgs } from 'node:util'
import { detectorsPage } from '../../policy/detectors-page.ts'
import { type Confidence, confidences } from '../../policy/finding.ts'
import { createScanner } from '../../policy/scan.ts'
import { SettingsError } from '../errors.ts'
import { readInputs } from './scan-inputs.ts'
import { scanRows } from './scan-jsonl.ts'
import { openScanPolicy, type ScanPolicy } from './scan-policy.ts'
import { humanReport, jsonReport, type Located, locate, sarifReport } from './scan-report.ts'
import type { CliContext, Command } from './types.ts'

const usage = `sluice scan [PATH...] [--policies FILE] [--confidence low|medium|high] [--json | --sarif | --jsonl | --detectors]`

const scan: Command = {
  name: 'scan',
  summary: 'Find secrets and personal data in files, folders or standard input.',
  usage,
  async run(args, context) {
    try {
      return await runScan(args, context)
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      context.stderr.write(`${error.message}\n`)
      return 2
    }
  },
}

export const scanCommands: readonly Command[] = [scan]

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
  const located: Located[] = []
  const skipped: string[] = []
  let files = 0
  for await (const input of readInputs(options.paths, context.stdin)) {
    if (input.text === undefined) {
      skipped.push(`${input.path}: ${input.reason}`)
      continue
    }
    files++
    const all = policy.scanner.scan([{ text: input.text }])
    const found = locate(input.path, input.text, all, options.confidence, policy.exempt(input.text, all, input.path))
    for (const one of found) located.push(one)
    if (!options.json && !options.sarif) context.stdout.write(humanReport(counting(found), input.text, all))
  }
  if (options.json) context.stdout.write(jsonReport(located, files, skipped))
  if (options.sarif) context.stdout.write(sarifReport(located))
  if (!options.json && !options.sarif) context.stdout.write(summary(located, files))
  for (const line of skipped) context.stderr.write(`not scanned: ${line}\n`)
  return counting(located).length > 0 ? 1 : 0
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
