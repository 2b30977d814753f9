import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parseAuthority } from '../../proxy/authority.ts'
import { openOutbound } from '../../proxy/outbound.ts'
import { settingsSchema } from '../../proxy/settings.ts'
import { portOf, startPlain } from '../e2e/upstream.ts'

const settings = (upstream: object = {}) => settingsSchema.parse({ upstream }).upstream

function open(upstream: object = {}) {
  const outbound = openOutbound(settings(upstream), [])
  onTestFinished(() => outbound.upstream.close())
  return outbound
}

test('a private address is refused to people, and reached for webhooks that the operator named', async () => {
  const { port } = await startPlain((_, response) => response.end())
  const { upstream, operators } = open()
  const target = parseAuthority(`127.0.0.1:${port}`)!
  await expect(upstream.connector.tcp(target)).rejects.toMatchObject({ code: 'private_address' })
  const socket = await operators.tcp(target)
  expect(socket.remotePort).toBe(port)
  socket.destroy()
})

test('both take the parent proxy', async () => {
  const asked: string[] = []
  const parent = createServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    socket.end('HTTP/1.1 502 No\r\n\r\n')
  })
  await new Promise<void>(resolve => parent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void parent.close())
  const { upstream, operators } = open({ parent_proxy: `http://127.0.0.1:${portOf(parent)}` })
  for (const connector of [upstream.connector, operators])
    await expect(connector.tcp(parseAuthority('a.example:443')!)).rejects.toThrow('answered 502')
  expect(asked).toEqual(['a.example:443', 'a.example:443'])
})

describe('a setting that cannot be used is named', () => {
  test.each([
    [{ extra_ca_files: ['/nowhere/ca.pem'] }, 'upstream.extra_ca_files: /nowhere/ca.pem cannot be read'],
    [{ allow_networks: ['10.0.0.0/99'] }, "upstream.allow_networks: '10.0.0.0/99'"],
    [{ connect_to: ['a:0:b:1'] }, "upstream.connect_to: 'a:0:b:1'"],
    [{ parent_proxy: 'https://proxy.example' }, 'upstream.parent_proxy: must be http://'],
  ])('%o', (upstream, words) => {
    expect(() => openOutbound(settings(upstream), [])).toThrow(words)
  })
})
