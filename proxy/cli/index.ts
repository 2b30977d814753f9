/** All sub-commands, loaded when they are asked for so that `sluice start` starts fast. */
import type { Command } from './types.ts'

/** First word of a command to the module that holds it. */
export const commandGroups: Readonly<Record<string, () => Promise<readonly Command[]>>> = {
  start: async () => (await import('./start.ts')).startCommands,
  policy: async () => (await import('./policy.ts')).policyCommands,
  scan: async () => (await import('./scan.ts')).scanCommands,
  fingerprint: async () => (await import('./fingerprint.ts')).fingerprintCommands,
  users: async () => (await import('./users.ts')).usersCommands,
  exemptions: async () => (await import('./exemptions.ts')).exemptionsCommands,
  audit: async () => (await import('./audit.ts')).auditCommands,
  ca: async () => (await import('./ca.ts')).caCommands,
  doctor: async () => (await import('./doctor.ts')).doctorCommands,
}

/** The command that `args` begin with and the arguments after its name; undefined when there is none. */
export async function findCommand(
  args: readonly string[],
): Promise<{ command: Command; rest: readonly string[] } | undefined> {
  const load = Object.hasOwn(commandGroups, args[0] ?? '') ? commandGroups[args[0]!] : undefined
  if (!load) return undefined
  const found = (await load())
    .map(command => ({ command, words: command.name.split(' ') }))
    .filter(({ words }) => words.every((word, i) => args[i] === word))
    .sort((a, b) => b.words.length - a.words.length)[0]
  return found && { command: found.command, rest: args.slice(found.words.length) }
}

/** Usage of everything, or of one group. */
export async function helpText(group?: string): Promise<string> {
  const groups = group && Object.hasOwn(commandGroups, group) ? [commandGroups[group]!] : Object.values(commandGroups)
  const commands = (await Promise.all(groups.map(load => load()))).flat()
  const width = Math.max(...commands.map(command => command.name.length)) + 2
  const lines = commands.map(command => `  ${command.name.padEnd(width)}${command.summary}`)
  const usage = commands.length <= 6 ? ['', ...commands.map(command => `  ${command.usage}`)] : []
  return `Usage: sluice COMMAND [--config FILE]\n\n${lines.join('\n')}\n${usage.join('\n')}\n`
}
