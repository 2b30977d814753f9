// Source code: node bench/code.mjs [FOLDER...], default node_modules. Is code told from other text, its language, its lines, at what speed. SEED changes the cuts.
import { runBundled } from './bundled.mjs'

await runBundled('code')
