/** Flutterwave keys. */
import { detector } from './detector.ts'

export const flutterwaveSecretKey = detector({
  id: 'flutterwave-secret-key',
  name: 'Flutterwave secret key',
  source: 'https://developer.flutterwave.com/docs/authentication',
  keywords: ['FLWSECK'],
  pattern: 'FLWSECK(?:_TEST)?-[0-9a-zA-Z]{12,40}-X',
  examples: {
    match: ['FLWSECK-[0-9a-f]{32}-X'],
    ignore: [['FLWPUBK-[0-9a-f]{32}-X', 'a public key']],
  },
})
