/** Databricks tokens. */
import { detector } from './detector.ts'

export const databricksToken = detector({
  id: 'databricks-token',
  name: 'Databricks token',
  severity: 'critical',
  source: 'https://docs.databricks.com/en/dev-tools/auth/pat.html',
  keywords: ['dapi', 'dose'],
  pattern: '(?:dapi|dose|dkea|dsapi)[0-9a-h]{32}(?:-\\d)?',
  entropy: 2.5,
  examples: {
    match: ['dapi[0-9a-f]{32}', 'dapi[0-9a-f]{32}-2', 'dose[0-9a-f]{32}'],
    ignore: [['dapi00000000000000000000000000000000', 'a placeholder']],
  },
})
