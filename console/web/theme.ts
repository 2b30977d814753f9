/** Light, dark, or as the system says; kept in this browser. */
export type Theme = 'light' | 'dark' | 'system'

const key = 'sluice-theme'

export function currentTheme(): Theme {
  const { theme } = document.documentElement.dataset
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** Shows the theme and keeps it; false when the browser keeps nothing, so that the choice lasts as long as the page. */
export function setTheme(theme: Theme): boolean {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    if (theme === 'system') localStorage.removeItem(key)
    else localStorage.setItem(key, theme)
    return true
  } catch {
    return false
  }
}
