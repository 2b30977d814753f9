import { expect, test } from 'vitest'
import { RangePicker, rangeWords } from '../../../../console/web/parts/range-picker.tsx'
import { render, text } from '../render.tsx'

test('the chosen preset is pressed, and presets are spoken in full', () => {
  const html = render(<RangePicker range={{ kind: 'preset', preset: '7d' }} onChange={() => undefined} />)
  expect(html.match(/aria-pressed="true"/g)).toHaveLength(1)
  expect(text(html)).toContain('7 d Last 7 days')
})

test('a custom range shows its ends', () => {
  const range = {
    kind: 'custom',
    from: new Date(2026, 4, 1, 9).getTime(),
    to: new Date(2026, 4, 3, 17, 30).getTime(),
  } as const
  expect(rangeWords(range)).toBe('1 May 09:00 – 3 May 17:30')
  expect(text(render(<RangePicker range={range} onChange={() => undefined} />))).toContain(
    '1 May 09:00 – 3 May 17:30 range',
  )
})
