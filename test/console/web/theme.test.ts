import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { currentTheme, setTheme } from '../../../console/web/theme.ts'

let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('document', { documentElement: { dataset: {} } })
  vi.stubGlobal('localStorage', {
    setItem: (k: string, v: string) => kept.set(k, v),
    removeItem: (k: string) => kept.delete(k),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('a choice is shown and kept; the system’s is kept by keeping nothing', () => {
  expect(currentTheme()).toBe('system')
  expect(setTheme('dark')).toBe(true)
  expect(currentTheme()).toBe('dark')
  expect([...kept.values()]).toEqual(['dark'])
  setTheme('system')
  expect(currentTheme()).toBe('system')
  expect(kept.size).toBe(0)
})

test('where the browser keeps nothing, the choice still shows', () => {
  vi.stubGlobal('localStorage', {
    setItem() {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  expect(setTheme('light')).toBe(false)
  expect(currentTheme()).toBe('light')
})
