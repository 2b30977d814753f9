/** `sluice fingerprint documents` and `code`: what must not leave, as a file of hashes that a policy names. */
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SettingsError } from '../errors.ts'
import type { SourceText } from '../fingerprints/bundled-texts.ts'
import { readCode } from '../fingerprints/code.ts'
import { readHeader } from '../fingerprints/container.ts'
import { readDocuments } from '../fingerprints/documents.ts'
import { fingerprintKeyFile, openFingerprintKey, readFingerprintKey } from '../fingerprints/key.ts'
import { type PassageCounts, type PassageKind, writePassageFile } from '../fingerprints/passages.ts'
import { expected } from './expected.ts'
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
  const before = await textsOf(out)
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
  if (counts.texts < before / 2)
    context.stderr.write(
      `warning: ${out} was made of ${before} ${textsName(kind)} before, now of ${counts.texts}: is the folder whole?\n`,
    )
  return 0
}

const textsName = (kind: PassageKind): string => (kind === 'code' ? 'files' : 'documents')

/** Texts of the fingerprints that will be replaced; 0 when there are none. */
async function textsOf(path: string): Promise<number> {
  try {
    const { counts } = await readHeader(path)
    return counts['documents'] ?? counts['files'] ?? 0
  } catch (error) {
    if (error instanceof SettingsError) return 0
    throw error
  }
}

/** Name of the folder or file, as a name of a detector. */
function nameOf(path: string): string {
  const plain = basename(resolve(path))
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[^a-z]+|-+$/g, '') || 'documents'
}

function report(kind: PassageKind, name: string, out: string, counts: PassageCounts): string {
  const number = (count: number): string => count.toLocaleString('en-US')
  return [
    `${out}: ${number(counts.texts)} ${textsName(kind)}, ${number(counts.words)} words, ${number(counts.shingles)} fingerprints, ${number(Math.ceil(counts.bytes / 1024))} KB`,
    ...leftOut(counts.leftOut),
    '',
    'In the policy (the path is relative to its file):',
    'detectors:',
    `  ${name}: { fingerprints: ${out} }`,
    'rules:',
    `  - id: no-${name}`,
    `    when: { content: { any_of: [${name}], confidence: medium } }`,
    '    action: block',
    '',
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
    ...[...reasons]
      .sort((a, b) => b[1] - a[1])
      .map(([reason, count]) => `  ${count} ${count === 1 ? 'file' : 'files'}: ${reason}`),
  ]
}
