/** Supabase keys. */
import { detector } from './detector.ts'

export const supabaseSecretKey = detector({
  id: 'supabase-secret-key',
  name: 'Supabase secret key or personal token',
  severity: 'critical',
  source: 'https://supabase.com/docs/guides/api/api-keys',
  keywords: ['sb_secret_', 'sbp_'],
  pattern: 'sb_secret_[A-Za-z0-9_-]{28,44}|sbp_(?:v0_)?[0-9a-f]{40}',
  entropy: 3,
  examples: {
    match: ['sb_secret_[A-Za-z0-9]{22}_[A-Za-z0-9]{8}', 'sbp_[0-9a-f]{40}'],
    ignore: [['sb_publishable_[A-Za-z0-9]{22}', 'public by design']],
  },
})
