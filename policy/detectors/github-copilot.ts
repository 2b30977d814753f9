/** GitHub Copilot session tokens. */
import { detector } from './detector.ts'

export const githubCopilotToken = detector({
  id: 'github-copilot-token',
  name: 'GitHub Copilot session token',
  source: 'https://docs.github.com/en/copilot',
  keywords: ['tid='],
  pattern: 'tid=[0-9a-f]{32};[^\\s"\']{0,400}?exp=\\d{10};[^\\s"\']{10,600}',
  longest: 1200,
  shortest: 16,
  examples: {
    match: ['tid=[0-9a-f]{32};exp=\\d{10};sku=free;st=dotcom;chat=1;8kp=1:[0-9a-f]{64}'],
    ignore: [['tid=123;exp=5', 'too short']],
  },
})
