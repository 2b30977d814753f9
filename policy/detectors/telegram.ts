/** Telegram bot tokens. */
import { detector } from './detector.ts'

export const telegramBotToken = detector({
  id: 'telegram-bot-token',
  name: 'Telegram bot token',
  severity: 'critical',
  source: 'https://core.telegram.org/bots/api#authorizing-your-bot',
  keywords: [':AA'],
  pattern: '\\d{8,10}:AA[A-Za-z0-9_-]{32,34}',
  lead: 10,
  examples: {
    match: ['\\d{10}:AA[A-Za-z0-9_-]{32}[A-Za-z0-9]'],
    ignore: [['10:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder']],
  },
})
