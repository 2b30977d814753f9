/** How a command ends when it was called wrongly or cannot start: one line, and exit code 2. */
import { SettingsError } from '../errors.ts'
import type { CliContext, Command } from './types.ts'

/** Runs a command; usage and set-up failures are printed and answered with 2, everything else is thrown on. */
export async function expected(command: Command, context: CliContext, run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    if (!isUsage && !(error instanceof SettingsError)) throw error
    context.stderr.write(`${error.message}\n${isUsage ? `usage: ${command.usage}\n` : ''}`)
    return 2
  }
}
