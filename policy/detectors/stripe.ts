/** Stripe keys. */
import { detector } from './detector.ts'

export const stripeSecretKey = detector({
  id: 'stripe-secret-key',
  name: 'Stripe secret or restricted key',
  severity: 'critical',
  source: 'https://docs.stripe.com/keys',
  keywords: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'sk_org_'],
  pattern: '(?:[sr]k_(?:live|test)|sk_org_(?:live|test))_[A-Za-z0-9]{16,247}',
  entropy: 3,
  examples: {
    match: ['sk_live_[A-Za-z0-9]{24}', 'rk_live_[A-Za-z0-9]{99}', 'sk_test_51[A-Za-z0-9]{97}'],
    ignore: [['pk_live_[A-Za-z0-9]{24}', 'a publishable key is public by design']],
  },
})

export const stripeWebhookSecret = detector({
  id: 'stripe-webhook-secret',
  name: 'Stripe or Svix webhook signing secret',
  source: 'https://docs.stripe.com/webhooks/signature',
  keywords: ['whsec_'],
  pattern: 'whsec_[A-Za-z0-9+/]{24,88}=?',
  entropy: 3,
  examples: { match: ['whsec_[A-Za-z0-9]{32}'], ignore: [[`whsec_${'.'.repeat(32)}`, 'a placeholder']] },
})
