/** Values are read in every notation that names are given values in. */
import { expect, test } from 'vitest'
import { readAssignment } from '../../policy/scan-assignment.ts'
import { pageOf } from './pages.ts'

const read = (text: string, flag = false): string | undefined => {
  const nameEnd = text.indexOf('name') + 4
  const found = readAssignment(pageOf(text), nameEnd, flag)
  return found && text.slice(found.start, found.end)
}

test.each([
  ['name=value', 'value'],
  ['name = "a value" # note', 'a value'],
  ['"name": "value",', 'value'],
  ["config['name'] = 'value';", 'value'],
  ['name := `value`', 'value'],
  ["'name' => 'value',", 'value'],
  ['name: string = "value"', 'value'],
  ['var name string = "value"', 'value'],
  ['**name**: value', 'value'],
  ['| name | value |', 'value'],
  ['<name>value</name>', 'value'],
  ['setName("x"); name("value")', 'value'],
  ['{"name":"value"}', 'value'],
  ['{\\"name\\": \\"value\\"}', 'value'],
  ['- name: name\n  value: "v1"', 'name'],
  ['{"key":"name","value":"v1"}', 'v1'],
  ['env.name || "v1"', 'v1'],
  ["env.name ?? 'v1'", 'v1'],
  ['public string name { get; set; } = "v1";', 'v1'],
  ['gh secret set name --body "v1"', 'v1'],
  ['name:\nv1\n', 'v1'],
  ['name={v1};', 'v1'],
  ['"name": {\n  "value": "v1"', 'v1'],
  ['key="name" value="v1"', 'v1'],
  ['variable "name" {\n  default = "v1"', 'v1'],
  ['name: value.', 'value'],
])('%s', (text, value) => {
  expect(read(text)).toBe(value)
})

test.each(['name', 'name is here', 'name > 3', 'name(value)', 'name\n  other: 1', 'name "open'])(
  'no value in: %s',
  text => {
    expect(read(text)).toBe(undefined)
  },
)

test('a flag takes the next word', () => {
  expect(read('--name value', true)).toBe('value')
})
