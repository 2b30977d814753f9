import { expect, test } from 'vitest'
import { Dialog } from '../../../../console/web/parts/dialog.tsx'
import { render } from '../render.tsx'

test('a dialog is named by its title', () => {
  const html = render(
    <Dialog title="Change password" onClose={() => undefined}>
      x
    </Dialog>,
  )
  const id = /<h2 id="([^"]+)">Change password/.exec(html)?.[1]
  expect(html).toContain(`<dialog class="dialog" aria-labelledby="${id}"`)
})
