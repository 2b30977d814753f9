/** Discord bot tokens and webhooks. */
import { detector } from './detector.ts'
import { makeValue } from './make-value.ts'

/** Part one is the base64 of the bot's user id. */
function idHolds(value: string): boolean | undefined {
  const id = Buffer.from(value.slice(0, value.indexOf('.')), 'base64url').toString('latin1')
  return id.length > 15 && id.length < 21 && onlyDigits(id) ? true : undefined
}

function onlyDigits(text: string): boolean {
  for (const character of text) if (character < '0' || character > '9') return false
  return true
}

export const discordBotToken = detector({
  id: 'discord-bot-token',
  name: 'Discord bot token',
  severity: 'critical',
  source: 'https://discord.com/developers/docs/reference#authentication',
  keywords: ['M', 'N', 'O'].flatMap(first =>
    [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'].map(second => first + second),
  ),
  pattern: '[MNO][A-Za-z0-9_-]{21,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{25,40}',
  entropy: 4,
  verify: idHolds,
  check: 'first part decodes to a user id',
  examples: {
    match: [
      '[MNO][A-Za-z0-9]{23}\\.[A-Za-z0-9]{6}\\.[A-Za-z0-9]{27}',
      random =>
        `${Buffer.from(makeValue('[1-9]\\d{17}', random)).toString('base64url')}.${makeValue('[A-Za-z0-9]{6}\\.[A-Za-z0-9_-]{37}[A-Za-z0-9]', random)}`,
    ],
    ignore: [['Module.exports.something.interesting.to.read', 'words']],
  },
})

export const discordWebhook = detector({
  id: 'discord-webhook',
  name: 'Discord webhook address',
  source: 'https://discord.com/developers/docs/resources/webhook',
  address: true,
  keywords: ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
  pattern: 'discord(?:app)?\\.com/api/webhooks/\\d{17,20}/[A-Za-z0-9_-]{60,72}',
  examples: {
    match: ['«https://discord\\.com/api/webhooks/\\d{18}/[A-Za-z0-9_-]{67}[A-Za-z0-9]»'],
    ignore: [['https://discord.com/api/webhooks/ID/TOKEN', 'a placeholder']],
  },
})
