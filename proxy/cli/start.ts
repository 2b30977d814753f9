/** `sluice start`: runs proxy and console until SIGTERM or SIGINT. */
import { createLog } from '../log.ts'
import { type Running, startSluice } from '../start.ts'
import type { CliContext, Command } from './types.ts'

export const startCommands: readonly Command[] = [
  {
    name: 'start',
    summary: 'Run the proxy and the console',
    usage: 'sluice start [--config FILE]',
    run: runStart,
  },
]

async function runStart(args: readonly string[], context: CliContext): Promise<number> {
  if (args.length > 0) {
    context.stderr.write(`sluice start: unknown argument ${args[0]}\n`)
    return 2
  }
  const settings = context.settings()
  // From here on a signal is not missed: one that comes while starting stops what has just started.
  const stopRequested = context.stopRequested()
  const running = await startSluice({
    settings,
    log: createLog(settings.log.level),
    now: context.now,
    environment: context.environment,
    version: context.product.version,
    examplePolicy: context.product.examplePolicy,
    dist: context.product.dist,
    extraCaFiles: context.product.extraCaFiles,
  })
  context.stdout.write(banner(running))
  await stopRequested
  context.stdout.write(`Stopping: running requests get up to ${settings.shutdown.grace} s.\n`)
  await running.stop()
  return 0
}

/** What a person needs next: addresses, the CA, one line to try, and how to sign in. */
export function banner(running: Running): string {
  const proxy = `http://${running.proxyAddress}`
  const lines = [
    'Sluice is running.',
    '',
    `  Proxy      ${proxy}`,
    `  PAC file   ${proxy}/proxy.pac`,
    `  CA file    ${running.caFile}`,
    `             SHA-256 ${running.caFingerprint}`,
    ...(running.consoleAddress ? [`  Console    http://${running.consoleAddress}`] : []),
    `  Policy     ${running.policyPath}`,
    '',
    ...(running.firstAdmin
      ? [
          `  Sign in    ${running.firstAdmin.name} / ${running.firstAdmin.password}`,
          '             shown once; change it after signing in',
          '',
        ]
      : []),
    '  Try it:',
    `  curl -x ${proxy} --cacert ${running.caFile} https://api.openai.com/v1/models`,
    '',
  ]
  return `${lines.join('\n')}\n`
}
