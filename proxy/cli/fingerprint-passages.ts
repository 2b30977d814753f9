/** `sluice fingerprint documents` and `code`: what must not leave, as a file of hashes that a policy names. */
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SettingsError } from '../errors.ts'
import type { SourceText } from '../fingerprints/bundled-texts.ts'
import { readCode } from '../fingerprints/code.ts'
import { readDocuments } from '../fingerprints/documents.ts'
import { fingerprintKeyFile, openFingerprintKey, readFingerprintKey } from '../fingerprints/key.ts'
import { type PassageCounts, type PassageKind, writePassageFile } from '../fingerprints/passages.ts'
import { expected } from './expected.ts'
import { countBefore, counted, detectorId, policyLines, sized } from './fingerprint-report.ts'
import type { CliContext, Command } from './types.ts'

/** Files left out that are named one by one. */
const mostNamed = 20

const summaries: Readonly<Record<PassageKind, string>> = {
  documents: 'Make fingerprints of documents: passages of them are recognised in what leaves.',
  code: 'Make fingerprints of source code: parts of it are recognised in what leaves.',
}
const readers: Readonly<Record<PassageKind, (paths: readonly string[]) => AsyncIterable<SourceText>>> = {
  documents: readDocuments,
  code: readCode,
}

export const passageCommands: readonly Command[] = [passageCommand('documents'), passageCommand('code')]

function passageCommand(kind: PassageKind): Command {
  const command: Command = {
    name: `fingerprint ${kind}`,
    summary: summaries[kind],
    usage: `sluice fingerprint ${kind} PATH... [--name NAME] [--out FILE] [--key FILE] [--except PATH]... [--json]`,
    run: (args, context) => expected(command, context, () => make(kind, args, context)),
  }
  return command
}

async function make(kind: PassageKind, args: readonly string[], context: CliContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      out: { type: 'string' },
      key: { type: 'string' },
      except: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  })
  if (positionals.length === 0) throw new SettingsError(`name the files or folders of ${kind}`)
  const name = values.name ?? nameOf(positionals[0]!)
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name))
    throw new SettingsError('--name is small letters, digits and hyphens, a letter first: findings are called by it')
  const out = values.out ?? `${name}.slfp`
  const key =
    values.key === undefined
      ? openFingerprintKey(fingerprintKeyFile(context.settings()))
      : readFingerprintKey(values.key)
  const read = readers[kind]
  const before = await countBefore(out, textNames[kind][1])
  const sources = {
    kind,
    name,
    texts: read(positionals),
    except: read(values.except),
    progress: (files: number) => void context.stderr.write(`${files.toLocaleString('en-US')} files\n`),
  }
  const counts = await writePassageFile(out, key, sources, context.now())
  context.stdout.write(
    values.json ? `${JSON.stringify({ kind, name, file: out, ...counts })}\n` : report(kind, name, out, counts),
  )
  if (before !== undefined && counts.texts < before / 2)
    context.stderr.write(
      `warning: ${out} was made of ${counted(before, ...textNames[kind])} before, now of ${counts.texts}: is the folder whole?\n`,
    )
  return 0
}

/** What the texts of a kind are called, one and many. */
const textNames: Readonly<Record<PassageKind, readonly [string, string]>> = {
  documents: ['document', 'documents'],
  code: ['file', 'files'],
}

/** Name of the folder or file, as a name of a detector. */
const nameOf = (path: string): string => detectorId(basename(resolve(path)).replace(/\.[^.]*$/, ''), 'documents')

function report(kind: PassageKind, name: string, out: string, counts: PassageCounts): string {
  const [texts, words, shingles] = [
    counted(counts.texts, ...textNames[kind]),
    counted(counts.words, 'word'),
    counted(counts.shingles, 'fingerprint'),
  ]
  return [
    `${out}: ${texts}, ${words}, ${shingles}, ${sized(counts.bytes)}`,
    ...leftOut(counts.leftOut),
    ...policyLines(name, out, '', `{ any_of: [${name}], confidence: medium }`),
  ].join('\n')
}

/** Few files are named, of many only the reasons are told. */
function leftOut(files: PassageCounts['leftOut']): string[] {
  if (files.length === 0) return []
  if (files.length <= mostNamed) return ['Left out:', ...files.map(({ name, reason }) => `  ${name} ${reason}`)]
  const reasons = new Map<string, number>()
  for (const { reason } of files) {
    const kind = reason.replace(/^is a copy of .*/s, 'is a copy of another')
    reasons.set(kind, (reasons.get(kind) ?? 0) + 1)
  }
  return [
    `Left out, ${files.length} files (--json names them):`,
    ...[...reasons].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `  ${counted(count, 'file')}: ${reason}`),
  ]
}
