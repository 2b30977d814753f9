/** crates.io tokens. */
import { detector } from './detector.ts'

export const cratesIoToken = detector({
  id: 'crates-io-token',
  name: 'crates.io token',
  source: 'https://doc.rust-lang.org/cargo/reference/publishing.html',
  keywords: ['cio'],
  pattern: 'cio[A-Za-z0-9]{32}',
  entropy: 3.4,
  examples: {
    match: ['cio[A-Za-z0-9]{32}'],
    ignore: [['cioaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a placeholder']],
  },
})
