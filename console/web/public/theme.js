// Sets the theme before the first paint, so that a dark page never flashes white. See theme.ts.
;(() => {
  let theme = null
  try {
    theme = localStorage.getItem('sluice-theme')
  } catch {
    // Storage can be switched off; the system's theme then holds.
  }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
})()
