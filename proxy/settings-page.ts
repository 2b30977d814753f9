/** docs/settings.md, written from the settings' own schema so that it cannot go stale. */
import { settingsCatalogue, variableOf } from './settings.ts'

export function renderSettingsPage(): string {
  const rows = settingsCatalogue().map(
    ({ key, description, defaultValue }) =>
      `| \`${key}\` | ${shown(defaultValue)} | ${description.replaceAll('|', '\\|')} |`,
  )
  return `# Settings

Read from \`sluice.yaml\` in the working folder, or from the file that \`--config\` or \`SLUICE_CONFIG\` names. With no file at all the defaults hold. Every setting is also an environment variable, which wins over the file: \`proxy.listen\` is \`${variableOf('proxy.listen')}\`. Lists are separated by commas there, maps are JSON. Durations are seconds, sizes bytes. An unknown key or a wrong value stops the start with one line that names it.

| setting | default | what it is |
|---|---|---|
${rows.join('\n')}
`
}

function shown(value: unknown): string {
  if (
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  )
    return 'none'
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
}
