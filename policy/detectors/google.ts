/** Google and Google Cloud keys and tokens. */
import { detector } from './detector.ts'

export const googleApiKey = detector({
  id: 'google-api-key',
  name: 'Google API key (Maps, Gemini, Firebase)',
  source: 'https://cloud.google.com/docs/authentication/api-keys',
  keywords: ['AIza'],
  pattern: 'AIza[A-Za-z0-9_-]{32,36}',
  examples: {
    match: ['key=«AIza[A-Za-z0-9_-]{34}[A-Za-z0-9]»&v=3'],
    ignore: [[`AIza${'x'.repeat(35)}`, 'a placeholder']],
  },
})

export const googleOauthClientSecret = detector({
  id: 'google-oauth-client-secret',
  name: 'Google OAuth client secret',
  source: 'https://developers.google.com/identity/protocols/oauth2',
  keywords: ['GOCSPX-'],
  pattern: 'GOCSPX-[A-Za-z0-9_-]{24,32}',
  examples: {
    match: ['GOCSPX-[A-Za-z0-9_-]{27}[A-Za-z0-9]'],
    ignore: [['GOCSPX-your-client-secret-goes', 'a placeholder']],
  },
})

export const googleOauthToken = detector({
  id: 'google-oauth-token',
  name: 'Google OAuth access or refresh token',
  source: 'https://developers.google.com/identity/protocols/oauth2',
  keywords: ['ya29.', '1//0'],
  pattern: 'ya29\\.[A-Za-z0-9_-]{30,}|1//0[A-Za-z0-9_-]{30,150}',
  longest: 1400,
  entropy: 3.5,
  examples: {
    match: ['ya29\\.a0[A-Za-z0-9_-]{60}[A-Za-z0-9]', '1//0[A-Za-z0-9_-]{60}[A-Za-z0-9]'],
    ignore: [
      ['ya29.your-token', 'too short'],
      ['https://x/1//0/2', 'a path'],
    ],
  },
})

export const gcpHmacKey = detector({
  id: 'gcp-hmac-key',
  name: 'Google Cloud Storage HMAC access id',
  source: 'https://cloud.google.com/storage/docs/authentication/hmackeys',
  keywords: ['GOOG1E'],
  pattern: 'GOOG1E[A-Z0-9]{50,60}',
  examples: { match: ['GOOG1E[A-Z0-9]{55}'], ignore: [['GOOG1E[A-Z]{4}', 'too short']] },
})

export const fcmServerKey = detector({
  id: 'fcm-server-key',
  name: 'Firebase Cloud Messaging server key',
  source: 'https://firebase.google.com/docs/cloud-messaging',
  keywords: ['AAAA'],
  pattern: 'AAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{130,150}',
  entropy: 4,
  examples: {
    match: ['AAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{139}[A-Za-z0-9]'],
    ignore: [['AAAAB3NzaC1yc2EAAAADAQAB', 'an SSH public key']],
  },
})
