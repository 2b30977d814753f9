/** `sluice policy check | test | explain | schema`: the policy's own tools, for people, editors and CI. */
import { parseArgs } from 'node:util'
import { formatProblem, type LoadResult } from '../../policy/load.ts'
import { runTests, type TestReport } from '../../policy/run-tests.ts'
import { policyJsonSchema } from '../../policy/schema.ts'
import { SettingsError } from '../errors.ts'
import { exampleHost } from './example-host.ts'
import { expected } from './expected.ts'
import { loadPolicyAt } from './load-policy.ts'
import { explainCommand } from './policy-explain.ts'
import type { CliContext, Command } from './types.ts'

const check: Command = {
  name: 'policy check',
  summary: 'Check a policy: shape, names, patterns, rules that can never match.',
  usage: 'sluice policy check [PATH] [--strict] [--json]',
  run: (args, context) =>
    expected(check, context, async () => {
      const { path, json, strict } = options(args, context)
      const loaded = await loadPolicyAt(path, context)
      const fine = loaded.ok && !(strict && loaded.warnings.length > 0)
      context.stdout.write(json ? `${JSON.stringify(checkJson(loaded, fine))}\n` : checkText(loaded, path))
      return fine ? 0 : 1
    }),
}

const test: Command = {
  name: 'policy test',
  summary: "Run the policy's tests and name the rules that none of them exercises.",
  usage: 'sluice policy test [PATH] [--strict] [--json]',
  run: (args, context) =>
    expected(test, context, async () => {
      const { path, json, strict } = options(args, context)
      const loaded = await loadPolicyAt(path, context)
      if (!loaded.ok) {
        context.stdout.write(json ? `${JSON.stringify(checkJson(loaded, false))}\n` : checkText(loaded, path))
        return 1
      }
      const report = runTests(loaded.policy, exampleHost(loaded.policy, context.now(), true))
      const fine = report.failed === 0 && !(strict && report.untested.length > 0)
      context.stdout.write(json ? `${JSON.stringify({ ok: fine, ...report })}\n` : testText(report))
      return fine ? 0 : 1
    }),
}

const schema: Command = {
  name: 'policy schema',
  summary: 'Print the JSON Schema of policy files, for editors.',
  usage: 'sluice policy schema > policy.schema.json',
  run: async (_args, context) => {
    context.stdout.write(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`)
    return 0
  },
}

export const policyCommands: readonly Command[] = [check, test, explainCommand, schema]

interface Options {
  readonly path: string
  readonly json: boolean
  readonly strict: boolean
}

/** The path given, or the one of the settings. */
function options(args: readonly string[], context: CliContext): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, strict: { type: 'boolean', default: false } },
  })
  if (positionals.length > 1) throw new SettingsError(`one path is checked at a time, not ${positionals.length}`)
  return { path: positionals[0] ?? context.settings().policies, json: values.json, strict: values.strict }
}

function checkJson(loaded: LoadResult, fine: boolean): object {
  const { warnings } = loaded
  if (!loaded.ok) return { ok: false, errors: loaded.errors, warnings }
  const { version, mode, rules, limits, tests } = loaded.policy
  return {
    ok: fine,
    version,
    mode,
    rules: rules.length,
    limits: limits.length,
    tests: tests.length,
    errors: [],
    warnings,
  }
}

function checkText(loaded: LoadResult, path: string): string {
  const lines = loaded.warnings.map(
    warning => `${formatProblem({ ...warning, message: `warning: ${warning.message}` })}`,
  )
  if (!loaded.ok) {
    lines.unshift(...loaded.errors.map(formatProblem))
    return `${lines.join('\n')}\n${count(loaded.errors.length, 'error')}\n`
  }
  const { rules, limits, tests, mode, version } = loaded.policy
  const holds = `${count(rules.length, 'rule')}, ${count(limits.length, 'limit')}, ${count(tests.length, 'test')}`
  return `${[...lines, `${path} is fine: ${holds}, mode ${mode}, version ${version}`].join('\n')}\n`
}

function testText(report: TestReport): string {
  const lines = report.results.flatMap(({ name, file, line, failures }) => [
    failures.length === 0 ? `ok    ${name}` : `FAIL  ${name} (${file}:${line})`,
    ...failures.map(failure => `        ${failure}`),
  ])
  if (report.untested.length > 0) lines.push('', `rules that no test exercises: ${report.untested.join(', ')}`)
  return `${lines.join('\n')}\n${report.passed} passed, ${report.failed} failed\n`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
