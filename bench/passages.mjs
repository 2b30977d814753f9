// Fingerprints of documents and code: node bench/passages.mjs [FOLDER...], default node_modules. What is found, what is found wrongly, size and speed.
import { runBundled } from './bundled.mjs'

await runBundled('passages')
