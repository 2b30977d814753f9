import { expect, test } from 'vitest'
import { BarList } from '../../../../console/web/parts/bar-list.tsx'
import { render, text } from '../render.tsx'

const ranked = (name: string, requests: number, costUsd: number) => ({
  name,
  requests,
  costUsd,
  tokens: 10,
  flagged: 0,
})
const widths = (html: string) => [...html.matchAll(/width:([\d.]+)%/g)].map(match => Number(match[1]))

test('bars stand for cost where there is any', () => {
  const html = render(<BarList rows={[ranked('a', 1, 4), ranked('b', 100, 1)]} name="Person" label={name => name} />)
  expect(widths(html)).toEqual([100, 25])
  expect(text(html)).toContain('a 1 requests $4.00')
})

test('and for requests where there is none', () => {
  expect(
    widths(render(<BarList rows={[ranked('a', 50, 0), ranked('b', 100, 0)]} name="Person" label={n => n} />)),
  ).toEqual([50, 100])
})

test('findings have one column', () => {
  const html = render(
    <BarList rows={[{ name: 'iban', findings: 7 }]} name="Detector" label={n => n} link={n => `/x/${n}`} />,
  )
  expect(text(html)).toContain('iban 7 findings')
  expect(html).toContain('href="/x/iban"')
})

test('nothing has words of its own', () => {
  expect(text(render(<BarList rows={[]} name="Detector" label={n => n} empty="Nothing was found." />))).toBe(
    'Nothing was found.',
  )
})
