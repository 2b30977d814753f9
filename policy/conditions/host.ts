/** `host`: globs on the host name; the one condition on the target that also counts for tunnels that are not opened. */
import { type ConditionKind, checkContradiction, selecting } from '../condition.ts'
import { entriesOf, selector } from '../fields.ts'
import { anyGlob } from '../glob.ts'

const schema = selector.describe(
  'Host names or globs: `api.example.com`, `*.example.com` (sub-domains of any depth, not example.com itself).',
)

export const host: ConditionKind<typeof schema> = {
  id: 'host',
  schema,
  tunnel: true,
  check(value, _names, report) {
    const entries = entriesOf(value)
    checkContradiction(entries, report)
    for (const { name, path } of [...entries.anyOf, ...entries.not]) {
      if (/[/\s]/.test(name))
        report(path, `'${name}' is not a host name`, 'give the host alone, without https:// and path')
      else if (/^[^[:]*:\d+$/.test(name))
        report(path, `'${name}' names a port`, 'a rule looks at the host alone: leave the port out')
    }
  },
  compile: value => selecting('host', 'host', value, request => request.host, anyGlob),
}
