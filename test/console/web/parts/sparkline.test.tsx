import { expect, test } from 'vitest'
import { Sparkline } from '../../../../console/web/parts/sparkline.tsx'
import { render } from '../render.tsx'

test('the highest value reaches the top, the line ends at the right', () => {
  const points = /polyline class="spark-line" points="([^"]+)"/
    .exec(render(<Sparkline values={[0, 5, 10]} />))?.[1]
    ?.split(' ')
  expect(points).toEqual(['0.0,26.0', '60.0,14.5', '120.0,3.0'])
})

test.each([[[]], [[4]], [[0, 0, 0]]])('%j draws no line', values => {
  expect(render(<Sparkline values={values} />)).not.toContain('polyline')
})
