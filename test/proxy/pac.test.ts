import { createContext, runInContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { renderPac } from '../../proxy/pac.ts'
import { createCatalogue } from '../../proxy/providers/catalogue.ts'

/** Runs the file as a browser would, with the helper functions a PAC file may expect and no others. */
function load(pac: string): (url: string, host: string) => string {
  const fail = (): never => {
    throw new Error('this helper differs between browsers')
  }
  const context = createContext({
    shExpMatch: fail,
    dnsDomainIs: fail,
    isInNet: fail,
    dnsResolve: fail,
    myIpAddress: fail,
  })
  runInContext(`"use strict";${pac}`, context)
  return (url, host) => {
    context.url = url
    context.host = host
    return String(runInContext('FindProxyForURL(url, host)', context))
  }
}

const find = load(
  renderPac({ hosts: ['api.openai.com', '*.openai.azure.com', '10.0.0.9', 'fd00::9'], proxy: '127.0.0.1:8080' }),
)
const gate = 'PROXY 127.0.0.1:8080'

test.each([
  ['api.openai.com', gate],
  ['API.OpenAI.com', gate],
  ['api.openai.com.', gate],
  ['acme.openai.azure.com', gate],
  ['deep.acme.openai.azure.com', gate],
  ['10.0.0.9', gate],
  ['[fd00::9]', gate],
  ['fd00::9', gate],
  ['openai.azure.com', 'DIRECT'],
  ['evilopenai.azure.com', 'DIRECT'],
  ['openai.com', 'DIRECT'],
  ['x.api.openai.com', 'DIRECT'],
  ['api.openai.com.evil.example', 'DIRECT'],
  ['bank.example', 'DIRECT'],
  ['localhost', 'DIRECT'],
  ['constructor', 'DIRECT'],
  ['__proto__', 'DIRECT'],
  ['a.hasOwnProperty', 'DIRECT'],
  ['', 'DIRECT'],
])('%s goes %s', (host, expected) => {
  expect(find(`https://${host}/`, host)).toBe(expected)
})

describe('from the catalogue', () => {
  const catalogue = createCatalogue([])
  const pac = renderPac({ hosts: catalogue.interceptedHosts(), proxy: 'gate.acme.example:8080' })
  const find = load(pac)

  test('every intercepted host goes to the proxy, and nothing beside it', () => {
    for (const host of catalogue.interceptedHosts()) {
      const name = host.replace('*.', 'some.')
      expect(find(`https://${name}/`, name)).toBe('PROXY gate.acme.example:8080')
      for (const near of [`x${name}`, `x.${name}`, name.slice(name.indexOf('.') + 1), `${name}.example`])
        expect([near, find(`https://${near}/`, near) !== 'DIRECT']).toEqual([
          near,
          catalogue.findHost(near) !== undefined,
        ])
    }
  })

  test('is ES5, and plain ASCII but for nothing', () => {
    expect(pac).not.toMatch(/=>|\b(let|const|class)\b|`/)
    expect(pac).toMatch(/^[\x20-\x7e\n]*$/)
  })

  test('a look-up takes microseconds with 500 hosts', () => {
    const many = load(renderPac({ hosts: Array.from({ length: 500 }, (_, i) => `*.host${i}.example`), proxy: 'p:1' }))
    const start = performance.now()
    for (let i = 0; i < 2000; i++) many('https://www.bank.example/', 'www.bank.example')
    expect((performance.now() - start) / 2000).toBeLessThan(1)
  })
})
