/** Razorpay keys. */
import { detector } from './detector.ts'

export const razorpayKey = detector({
  id: 'razorpay-key',
  name: 'Razorpay key id',
  severity: 'medium',
  source: 'https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/',
  keywords: ['rzp_live_', 'rzp_test_'],
  pattern: 'rzp_(?:live|test)_[A-Za-z0-9]{14,20}',
  entropy: 2.5,
  examples: {
    match: ['rzp_live_[A-Za-z0-9]{14}'],
    ignore: [['rzp_test_key', 'too short']],
  },
})
