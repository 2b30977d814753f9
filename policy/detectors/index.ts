/** Every built-in detector, one line per file. */
import * as anthropic from './anthropic.ts'
import * as aws from './aws.ts'
import * as connectionString from './connection-string.ts'
import * as creditCard from './credit-card.ts'
import type { Detector } from './detector.ts'
import * as email from './email.ts'
import * as generic from './generic.ts'
import * as github from './github.ts'
import * as gitlab from './gitlab.ts'
import * as google from './google.ts'
import * as iban from './iban.ts'
import * as jwt from './jwt.ts'
import * as openai from './openai.ts'
import * as privateKey from './private-key.ts'
import * as slack from './slack.ts'
import * as stripe from './stripe.ts'
import * as usSsn from './us-ssn.ts'

const files: readonly Readonly<Record<string, unknown>>[] = [
  anthropic,
  aws,
  connectionString,
  creditCard,
  email,
  generic,
  github,
  gitlab,
  google,
  iban,
  jwt,
  openai,
  privateKey,
  slack,
  stripe,
  usSsn,
]

/** A detector file exports its detectors and may export their arithmetic beside them. */
const isDetector = (value: unknown): value is Detector =>
  typeof value === 'object' && value !== null && 'kind' in value && 'examples' in value

export const detectors: readonly Detector[] = files.flatMap(file => Object.values(file).filter(isDetector))
