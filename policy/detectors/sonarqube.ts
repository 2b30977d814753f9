/** SonarQube tokens. */
import { detector } from './detector.ts'

export const sonarqubeToken = detector({
  id: 'sonarqube-token',
  name: 'SonarQube token',
  source: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
  keywords: ['squ_', 'sqp_', 'sqa_'],
  pattern: 'sq[upa]_[0-9a-f]{40}',
  examples: {
    match: ['squ_[0-9a-f]{40}'],
    ignore: [['squ_token', 'too short']],
  },
})
