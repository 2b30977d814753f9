/** Settings of answers that are read on their way back. */
import { z } from 'zod'

const positive = z.number().int().positive()

export const answersSettings = z.strictObject({
  hold_bytes: positive
    .default(64 * 1024)
    .describe(
      'Bytes of an answer that may wait until it is clear whether they begin a value that a rule looks for. At the bound on_error decides: block cuts the answer, allow lets it pass.',
    ),
  hold_time: z
    .number()
    .positive()
    .default(10)
    .describe('Seconds that a part of an answer may wait for the same reason.'),
  max_event_bytes: positive
    .default(8 * 1024 * 1024)
    .describe('Largest single event of a stream that is read. A larger one follows on_error.'),
  max_body_bytes: positive
    .default(32 * 1024 * 1024)
    .describe('Largest answer in one piece (JSON) that is read. A larger one follows on_error.'),
  remember: z
    .number()
    .positive()
    .default(1800)
    .describe(
      'Seconds after its last use that a replaced value is kept in memory for apps that do not send earlier turns again.',
    ),
  remember_values: positive.default(2000).describe('Replaced values of one person that are kept in memory at once.'),
})
