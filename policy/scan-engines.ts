/** Which engine runs for which detectors; an engine whose detectors are all switched off does not run. */
import type { Detector, NumberFormat, TokenFormat } from './detectors/detector.ts'
import { britishAddressConsumer } from './scan-address.ts'
import { byteKeyEngine } from './scan-byte-key.ts'
import { createChainEngine } from './scan-chain-engine.ts'
import { codeEngine } from './scan-code.ts'
import { commandConsumer } from './scan-command.ts'
import { contextConsumer } from './scan-context.ts'
import { emailEngine } from './scan-email.ts'
import { kubernetesConsumer } from './scan-kubernetes.ts'
import { labelledConsumer } from './scan-labelled.ts'
import { loginList } from './scan-logins.ts'
import { createMarks } from './scan-marks.ts'
import { insertConsumer } from './scan-markup-columns.ts'
import { networkEngine } from './scan-network.ts'
import type { Engine } from './scan-page.ts'
import { pairSecrets } from './scan-pairs.ts'
import { pemEngine } from './scan-pem.ts'
import { createPeople } from './scan-people.ts'
import { recoveryConsumer } from './scan-recovery.ts'
import { seedPhraseEngine } from './scan-seed-phrase.ts'
import { spelledEmailConsumer } from './scan-spelled-email.ts'
import { createStemEngine, type StemConsumer } from './scan-stem-engine.ts'
import { createTokenEngine } from './scan-tokens.ts'
import { urlEngine } from './scan-url.ts'

export interface Engines {
  /** In the order they must run in. */
  readonly all: readonly Engine[]
  /** Those that find secrets, in the same order. */
  readonly secrets: readonly Engine[]
}

/** Hits of detectors that are not in `active` are dropped by the scanner. */
export function createEngines(active: readonly Detector[]): Engines {
  const ids = new Set(active.map(entry => entry.id))
  const engines: Engine[] = []
  const add = (engine: Engine, ...users: string[]) => {
    if (users.some(id => ids.has(id))) engines.push(engine)
  }
  const tokens = active.filter((entry): entry is TokenFormat => entry.kind === 'token')
  if (tokens.length > 0) engines.push(createTokenEngine(tokens))
  add(pairSecrets, 'aws-secret-access-key')
  const consumers: StemConsumer[] = []
  const start = (consumer: StemConsumer, ...users: string[]) => {
    if (users.some(id => ids.has(id))) consumers.push(consumer)
  }
  start(contextConsumer, 'generic-secret', 'generic-password', 'aws-secret-access-key')
  start(commandConsumer, 'generic-password')
  start(kubernetesConsumer, 'generic-secret')
  start(recoveryConsumer, 'generic-secret')
  start(britishAddressConsumer, 'postal-address')
  start(spelledEmailConsumer, 'email-address')
  start(labelledConsumer, 'bank-identifier-code', 'personal-name')
  const marks = createMarks()
  start(marks.consumer, 'classification-mark')
  const people = createPeople()
  start(people.consumer, 'people-list')
  const numbers = active.filter((entry): entry is NumberFormat => entry.kind === 'number')
  start(insertConsumer, 'phone-number', 'date-of-birth', ...numbers.map(entry => entry.id))
  if (consumers.length > 0) engines.push(createStemEngine(consumers))
  add(pemEngine, 'private-key')
  add(seedPhraseEngine, 'seed-phrase')
  add(byteKeyEngine, 'solana-key-file')
  add(urlEngine, 'connection-string', 'url-credentials')
  const secrets = [...engines]
  const [phones, births, addresses] = ['phone-number', 'date-of-birth', 'postal-address'].map(id => ids.has(id)) as [
    boolean,
    boolean,
    boolean,
  ] // three in, three out
  if (numbers.length > 0 || phones || births || addresses)
    engines.push(createChainEngine({ numbers, phones, births, addresses }))
  add(emailEngine, 'email-address', 'generic-password')
  add(loginList, 'generic-password')
  add(networkEngine, 'ip-address', 'mac-address')
  add(marks.engine, 'classification-mark')
  add(people.engine, 'people-list')
  add(codeEngine, 'source-code')
  return { all: engines, secrets }
}
