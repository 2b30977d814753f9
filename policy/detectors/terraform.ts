/** HCP Terraform tokens. */
import { detector } from './detector.ts'

export const terraformCloudToken = detector({
  id: 'terraform-cloud-token',
  name: 'HCP Terraform token',
  severity: 'critical',
  source: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
  keywords: ['.atlasv1.'],
  pattern: '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}',
  lead: 14,
  examples: {
    match: ['[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{65}[A-Za-z0-9]'],
    ignore: [['token.atlasv1.value', 'too short']],
  },
})
