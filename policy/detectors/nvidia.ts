/** NVIDIA keys. */
import { detector } from './detector.ts'

export const nvidiaApiKey = detector({
  id: 'nvidia-api-key',
  name: 'NVIDIA NGC or NIM API key',
  source: 'https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html',
  keywords: ['nvapi-'],
  pattern: 'nvapi-[A-Za-z0-9_-]{50,80}',
  entropy: 3.5,
  examples: {
    match: ['nvapi-[A-Za-z0-9_-]{63}[A-Za-z0-9]'],
    ignore: [['nvapi-xxxxxxxx', 'too short']],
  },
})
