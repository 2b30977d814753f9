/** Settings of fingerprints. */
import { z } from 'zod'

export const fingerprintSettings = z.strictObject({
  key_file: z
    .string()
    .default('')
    .describe('Key that fingerprints are made and read with; empty: fingerprint.key in data_dir.'),
})
