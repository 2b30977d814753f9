/** Settings of where the scanner runs: beside the traffic for small texts, in processes for large ones. */
import { z } from 'zod'

export const scanSettings = {
  scan_inline_bytes: z
    .number()
    .int()
    .min(0)
    .default(64 * 1024)
    .describe(
      'Text of a request up to this size is scanned at once; more text goes to a process of its own, so that other streams do not wait for it.',
    ),
  scan_processes: z
    .number()
    .int()
    .min(0)
    .max(64)
    .default(0)
    .describe('Processes that scan large texts, each started when it is first needed; 0: cores less one, from 1 to 4.'),
}

/** The number of processes that `setting` means on a machine of so many cores. */
export function scanProcesses(setting: number, cores: number): number {
  return setting > 0 ? setting : Math.min(4, Math.max(1, cores - 1))
}
