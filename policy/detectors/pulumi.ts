/** Pulumi tokens. */
import { detector } from './detector.ts'

export const pulumiToken = detector({
  id: 'pulumi-token',
  name: 'Pulumi access token',
  severity: 'critical',
  source: 'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/',
  keywords: ['pul-'],
  pattern: 'pul-[0-9a-f]{40}',
  examples: {
    match: ['pul-[0-9a-f]{40}'],
    ignore: [['pul-stack-name', 'words']],
  },
})
