/** The page a person sees instead of an AI site: what happened, why, and what to do now. Loads nothing, works in light and dark. */
import { titles } from './providers/problem-answer.ts'
import type { RefusalNotice } from './providers/types.ts'

export function refusalPage(notice: RefusalNotice): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(titles[notice.cause])}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="from">Sluice, your company’s gate for AI traffic</p>
<h1>${escapeHtml(titles[notice.cause])}</h1>
<p class="message">${escapeHtml(notice.message)}</p>
<h2>What happened</h2>
<p>${escapeHtml(happened[notice.cause])}</p>
<h2>What you can do</h2>
<ul>${steps(notice)
    .map(step => `<li>${escapeHtml(step)}</li>`)
    .join('')}</ul>
<dl><dt>Event</dt><dd><code>${escapeHtml(notice.eventId)}</code></dd><dt>Code</dt><dd><code>${escapeHtml(notice.code)}</code></dd></dl>
</main>
</body>
</html>
`
}

const happened: Readonly<Record<RefusalNotice['cause'], string>> = {
  policy: 'A rule of your company stopped this request before anything was sent to the site.',
  limit: 'You, your team or this app has used up what the policy allows for now. Nothing was sent to the site.',
  error:
    'The gate could not check or deliver this request, and it lets nothing through unchecked. Nothing more was sent to the site.',
}

function steps(notice: RefusalNotice): string[] {
  const ask =
    'Ask your help desk, and give them the event number below: they can see which rule it was, never what you typed.'
  switch (notice.cause) {
    case 'policy':
      return [
        'If the request held company or customer data, take it out and send it again.',
        'If it was for your work, use an AI app that your company has approved.',
        ask,
      ]
    case 'limit':
      return [`Try again ${waitWords(notice.retryAfterSeconds)}.`, ask]
    case 'error':
      return ['Try again in a minute.', ask]
    default:
      return notice.cause satisfies never
  }
}

function waitWords(seconds: number | undefined): string {
  if (seconds === undefined) return 'later'
  if (seconds < 90) return `in ${Math.max(1, Math.ceil(seconds))} seconds`
  if (seconds < 5400) return `in ${Math.ceil(seconds / 60)} minutes`
  return `in ${Math.ceil(seconds / 3600)} hours`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
}

const style = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --paper: #f4f6f8; --card: #fff; --line: #dfe4ea; --mark: #b42318 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --soft: #a3afbd; --paper: #12161c; --card: #1a2028; --line: #303a46; --mark: #ff8a7a } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif }
main { width: 100%; max-width: 620px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 32px }
.from { margin: 0; color: var(--soft); font-size: 14px }
h1 { margin: 4px 0 16px; font-size: 26px; line-height: 1.25 }
h2 { margin: 24px 0 4px; font-size: 15px }
p, ul { margin: 0 }
ul { padding-left: 20px }
li { margin-top: 4px }
.message { padding: 12px 16px; border-left: 4px solid var(--mark); background: var(--paper); border-radius: 4px; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 24px 0 0; padding-top: 16px; border-top: 1px solid var(--line); font-size: 14px }
dt { color: var(--soft) }
dd { margin: 0; overflow-wrap: anywhere }
`
