/** Klaviyo and ClickUp keys. */
import { detector } from './detector.ts'

export const klaviyoPrivateKey = detector({
  id: 'klaviyo-private-key',
  name: 'Klaviyo private key',
  source: 'https://developers.klaviyo.com/en/docs/authenticate_',
  keywords: ['pk_'],
  pattern: 'pk_[0-9a-f]{34}',
  examples: {
    match: ['pk_[0-9a-f]{34}'],
    ignore: [['pk_live_[A-Za-z0-9]{24}', 'a Stripe publishable key']],
  },
})

export const clickupToken = detector({
  id: 'clickup-token',
  name: 'ClickUp personal token',
  source: 'https://developer.clickup.com/docs/authentication',
  keywords: ['pk_'],
  pattern: 'pk_\\d{5,10}_[A-Z0-9]{32}',
  examples: {
    match: ['pk_\\d{8}_[A-Z0-9]{32}'],
    ignore: [['pk_12345_INDEX', 'too short']],
  },
})
