import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAuthority, formatHost, hostName, parseAuthority, sameAuthority } from '../../proxy/authority.ts'

describe('parseAuthority', () => {
  test.each([
    ['api.openai.com:443', 'api.openai.com', 443],
    ['API.OpenAI.Com:443', 'api.openai.com', 443],
    ['api.openai.com.:443', 'api.openai.com', 443],
    ['bücher.example:8443', 'xn--bcher-kva.example', 8443],
    ['10.0.0.9:11434', '10.0.0.9', 11434],
    ['[::1]:443', '::1', 443],
    ['[2001:DB8:0:0::1]:443', '2001:db8::1', 443],
    ['localhost:1', 'localhost', 1],
    ['_dmarc.example.com:65535', '_dmarc.example.com', 65535],
  ])('%s', (input, host, port) => expect(parseAuthority(input)).toEqual({ host, port }))

  test.each([
    '',
    ':443',
    'api.openai.com',
    'api.openai.com:',
    'api.openai.com:0',
    'api.openai.com:65536',
    'api.openai.com:44a',
    'api.openai.com:443:443',
    'user@api.openai.com:443',
    'https://api.openai.com:443',
    'api.openai.com/v1:443',
    'api openai.com:443',
    'api..openai.com:443',
    '-api.openai.com:443',
    'api-.openai.com:443',
    '../../x:443',
    '::1:443',
    '[::1',
    '[::1]443',
    '[fe80::1%eth0]:443',
    '[10.0.0.1]:443',
    // Names that resolvers read as an IPv4 address.
    '127.1:443',
    '2130706433:443',
    '0x7f.0.0.1:443',
    '0x7f000001:443',
    '0177.0.0.1:443',
    '10.0.0.256:443',
    `${'a'.repeat(64)}.example:443`,
    `${'a.'.repeat(130)}example:443`,
    `${'x'.repeat(400)}:443`,
    'a\u0000.example:443',
    'a%2e.example:443',
  ])('refuses %j', input => expect(parseAuthority(input)).toBeNull())

  test('a default port is used where none is written', () => {
    expect(parseAuthority('api.openai.com', 443)).toEqual({ host: 'api.openai.com', port: 443 })
    expect(parseAuthority('[::1]', 80)).toEqual({ host: '::1', port: 80 })
    expect(parseAuthority('api.openai.com:8443', 443)).toEqual({ host: 'api.openai.com', port: 8443 })
  })
})

test('authorities are written as they are read, IPv6 in brackets', () => {
  for (const text of ['api.openai.com:443', '[2001:db8::1]:8443', '10.0.0.1:80'])
    expect(formatAuthority(parseAuthority(text)!)).toBe(text)
  expect(formatHost('::1')).toBe('[::1]')
  expect(formatHost('example.com')).toBe('example.com')
})

test('two authorities are the same by host and port, however they were written', () => {
  const same = (a: string, b: string) => sameAuthority(parseAuthority(a)!, parseAuthority(b)!)
  expect(same('API.openai.com:443', 'api.openai.com.:443')).toBe(true)
  expect(same('[::1]:443', '[0:0::1]:443')).toBe(true)
  expect(same('api.openai.com:443', 'api.openai.com:8443')).toBe(false)
  expect(same('api.openai.com:443', 'openai.com:443')).toBe(false)
})

test('hostName keeps names and addresses apart from what is neither', () => {
  expect(hostName('Example.COM')).toBe('example.com')
  expect(hostName('10.0.0.1')).toBe('10.0.0.1')
  expect(hostName('10.0.0.1.')).toBe('10.0.0.1')
  expect(hostName('a b')).toBeNull()
  expect(hostName('')).toBeNull()
  expect(hostName('.')).toBeNull()
})

describe('for every input', () => {
  const anyHost = fc.oneof(
    fc.domain(),
    fc.ipV4(),
    fc.ipV6().map(ip => `[${ip}]`),
  )
  const anyPort = fc.integer({ min: 1, max: 65_535 })

  test('what is written from a parsed authority parses to the same', () => {
    fc.assert(
      fc.property(anyHost, anyPort, (host, port) => {
        const authority = parseAuthority(`${host}:${port}`)
        fc.pre(authority !== null)
        expect(parseAuthority(formatAuthority(authority!))).toEqual(authority)
      }),
    )
  })

  test('names and addresses that exist are parsed', () => {
    // A zone id is refused, and fast-check's IPv6 has none.
    fc.assert(fc.property(anyHost, anyPort, (host, port) => parseAuthority(`${host}:${port}`) !== null))
  })

  test('nothing throws, and what comes out is lower case, without space, slash, at sign or control character', () => {
    const near = fc.stringMatching(/^[a-zA-Z0-9.:[\]@/%\u00df\u3002\uff0e\u0130 \t\0-]{0,40}$/)
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), text => {
        const authority = parseAuthority(text, 443)
        if (authority === null) return
        expect(authority.host).toMatch(/^[a-z0-9._:-]+$/)
        expect(authority.port).toBeGreaterThan(0)
      }),
      { numRuns: 2000 },
    )
  })

  test('two spellings of a name are one host', () => {
    fc.assert(
      fc.property(fc.domain(), name => {
        const plain = hostName(name)
        fc.pre(plain !== null)
        expect(hostName(name.toUpperCase())).toBe(plain)
        expect(hostName(`${name}.`)).toBe(plain)
        expect(hostName(name.replaceAll('.', '\u3002'))).toBe(plain)
      }),
    )
  })
})
