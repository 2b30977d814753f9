/** argon2id hashes of passwords, with the cost OWASP recommends: 19 MiB, two passes, one lane. */
import { type Algorithm, hash, verify } from '@node-rs/argon2'

// `Algorithm` is a const enum of the package: 2 is Argon2id.
const options = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** PHC string with its own random salt. Runs off the event loop. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, options)
}

/** False also for a string that is no hash. */
export async function verifyPassword(phc: string, password: string): Promise<boolean> {
  try {
    return await verify(phc, password)
  } catch {
    // The only failure here is a PHC string that cannot be parsed: nothing matches it.
    return false
  }
}
