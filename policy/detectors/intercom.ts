/** Intercom tokens. */
import { detector } from './detector.ts'

export const intercomToken = detector({
  id: 'intercom-token',
  name: 'Intercom access token',
  source: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
  keywords: ['dG9rOj'],
  pattern: 'dG9rOj[A-Za-z0-9+/_-]{50,90}={0,2}',
  examples: {
    match: ['dG9rOj[A-Za-z0-9]{70}='],
    ignore: [['dG9rOj', 'too short']],
  },
})
