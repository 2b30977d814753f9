import { expect, test } from 'vitest'
import { ApiError } from '../../../../console/web/api/client.ts'
import { Card, Empty, Failure, Skeleton, Waiting } from '../../../../console/web/parts/card.tsx'
import { render, text } from '../render.tsx'

test('a card is a region named by its heading', () => {
  const html = render(<Card title="People">x</Card>)
  const id = /<h2 id="([^"]+)"/.exec(html)?.[1]
  expect(html).toContain(`aria-labelledby="${id}"`)
})

test('a failure tells the server’s words, but not those of a bug', () => {
  expect(text(render(<Failure error={new ApiError(503, { detail: 'Too many live views are open.' })} />))).toContain(
    'Too many live views are open.',
  )
  expect(text(render(<Failure error={new TypeError('x is undefined')} />))).not.toContain('undefined')
  expect(text(render(<Failure error={undefined} retry={() => undefined} />))).toContain('Try again')
})

test('waiting is said once, whatever is drawn', () => {
  const html = render(
    <Waiting>
      <Skeleton height={10} />
      <Skeleton height={20} />
    </Waiting>,
  )
  expect(text(html)).toBe('Loading')
  expect(html).toContain('role="status"')
})

test('emptiness has a title and advice', () => {
  expect(text(render(<Empty title="No events">Widen the range.</Empty>))).toBe('No events Widen the range.')
})
