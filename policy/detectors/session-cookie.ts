/** Session cookies. */
import { detector } from './detector.ts'

export const sessionCookie = detector({
  id: 'session-cookie',
  name: 'Session cookie',
  source: 'https://owasp.org/www-community/attacks/Session_hijacking_attack',
  keywords: [
    'JSESSIONID=',
    'connect.sid=',
    'PHPSESSID=',
    '_gitlab_session=',
    'ASP.NET_SessionId=',
    'sessionid=',
    'session_id=',
    'sessionKey=',
    '__Secure-',
    '__Host-',
    'laravel_session=',
    '_session_id=',
    'auth_session=',
    'SESSION=',
    'session=',
    'sid=',
    'SID=',
  ],
  pattern:
    '(?:JSESSIONID|connect\\.sid|PHPSESSID|_gitlab_session|ASP\\.NET_SessionId|sessionid|session_id|sessionKey|laravel_session|_session_id|auth_session|SESSION|session|__(?:Secure|Host)-[A-Za-z0-9_.-]{2,60}|sid|SID)=([A-Za-z0-9%._~+/=-]{20,})',
  longest: 3000,
  entropy: 3,
  examples: {
    match: [
      'Set-Cookie: sid=«[0-9a-f]{64}»; HttpOnly',
      'Cookie: JSESSIONID=«[0-9A-F]{32}»',
      'Cookie: connect\\.sid=«s%3A[A-Za-z0-9_-]{32}\\.[A-Za-z0-9%]{43}»',
    ],
    ignore: [['session=new_session_for_the_given_user', 'words']],
  },
})
