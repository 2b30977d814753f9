// Exact data match at size: node bench/fingerprints.mjs [CELLS, default 10000000]. Prints times, sizes, memory, and what a look-up costs.
import { runBundled } from './bundled.mjs'

await runBundled('fingerprints')
