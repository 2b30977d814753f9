import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settingsCatalogue } from '../../proxy/settings.ts'
import { renderSettingsPage } from '../../proxy/settings-page.ts'

test('docs/settings.md is what the schema says', () => {
  const page = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8')
  expect(
    page,
    'run: npx esbuild proxy/settings-page.ts --bundle --platform=node --format=esm --packages=external and print renderSettingsPage()',
  ).toBe(renderSettingsPage())
})

test('every setting says what it is', () => {
  expect(settingsCatalogue().filter(setting => setting.description.length < 10)).toEqual([])
})
