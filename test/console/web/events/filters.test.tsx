import { expect, test } from 'vitest'
import { Filters } from '../../../../console/web/events/filters.tsx'
import { render, text } from '../render.tsx'

const bar = { range: undefined, onFilter: () => undefined, onRange: () => undefined, onClear: () => undefined }

test('every question has its menu', () => {
  const words = text(render(<Filters {...bar} filter={{ flagged: false }} />))
  for (const name of ['Person', 'App', 'Action', 'Rule', 'Detector', 'Coverage', 'Kind', 'Time'])
    expect(words).toContain(name)
  expect(words).not.toContain('Clear')
})

test('what is set shows its value and can be cleared', () => {
  const words = text(
    render(
      <Filters
        {...bar}
        filter={{ flagged: false, action: 'block', kind: 'everything' }}
        range={{ kind: 'preset', preset: '7d' }}
      />,
    ),
  )
  expect(words).toContain('Action: Blocked')
  expect(words).toContain('Kind: Everything, with page loads')
  expect(words).toContain('Time: Last 7 days')
  expect(words).toContain('Filters (3)')
  expect(words).toContain('Clear')
})

test('a value that is not in the list any more is shown all the same', () => {
  expect(text(render(<Filters {...bar} filter={{ flagged: false, rule: 'gone-rule' }} />))).toContain('Rule: gone-rule')
})
