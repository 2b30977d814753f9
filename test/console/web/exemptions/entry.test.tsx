import { expect, test } from 'vitest'
import { FileEntry, TaughtEntry } from '../../../../console/web/exemptions/entry.tsx'
import { at, inFile, taught } from '../data.ts'
import { render, text } from '../render.tsx'

test('a taught exemption says what, for whom, why, by whom, until when, how often, and links to its events', () => {
  const html = render(<TaughtEntry one={taught} state="active" />)
  expect(text(html)).toMatch(
    /^GitHub token ghp_…\(40\) Everyone SEC-142: the key of our docs taught-3 · by admin, .*, from this event · until .* · used in 12 requests in 30 days$/,
  )
  expect(html).toContain('href="/events/ev_1"')
  expect(html).toContain('href="/events?exemption=taught-3"')
})

test('a revoked one says who did it', () => {
  const one = { ...taught, revokedBy: 'bo', revokedAt: at, used: { requests: 0, findings: 0 } }
  const words = text(render(<TaughtEntry one={one} state="revoked" />))
  expect(words).toContain('Everyone Revoked')
  expect(words).toContain('not used in 30 days · revoked by bo')
})

test('one of the file names its line', () => {
  const words = text(render(<FileEntry one={inFile} state="expired" />))
  expect(words).toContain('test-fixtures Everyone Expired not in use Takes findings of Secrets')
  expect(words).toContain('policies.yaml:102 · ended after')
})
