// Recall, false findings and speed of detection: node bench/detect.mjs. SEED changes the texts, BENIGN the folder of harmless ones.
import { runBundled } from './bundled.mjs'

await runBundled('detect', ['startup'])
