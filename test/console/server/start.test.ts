import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { startConsole } from '../../../console/server/start.ts'
import { makeSample, type Sample } from '../sample/server.ts'

let sample: Sample | undefined
afterEach(() => sample?.close())

test('it listens where it is told and says where that is', async () => {
  sample = await makeSample({ exchanges: 1 })
  const running = await startConsole({ ...sample.options, listen: '127.0.0.1:0' })
  expect(running.address).toMatch(/^127\.0\.0\.1:\d+$/)
  expect((await fetch(`http://${running.address}/api/openapi.json`)).status).toBe(200)
  await running.stop()
  await expect(fetch(`http://${running.address}/`)).rejects.toThrow()
})

test('IPv6 addresses are written with brackets', async () => {
  sample = await makeSample({ exchanges: 1 })
  const running = await startConsole({ ...sample.options, listen: '[::1]:0' })
  expect(running.address).toMatch(/^\[::1\]:\d+$/)
  await running.stop()
})

test('a port in use is one line that names the setting and the remedy', async () => {
  sample = await makeSample({ exchanges: 1 })
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => other.once('listening', resolve))
  const bound = other.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  await expect(startConsole({ ...sample.options, listen: `127.0.0.1:${port}` })).rejects.toThrow(
    `console.listen 127.0.0.1:${port}: the port is in use; stop the other program or set console.listen to another port`,
  )
  other.close()
})

test('an address of another machine is named as such', async () => {
  sample = await makeSample({ exchanges: 1 })
  await expect(startConsole({ ...sample.options, listen: '192.0.2.7:0' })).rejects.toThrow(
    'this machine does not have the address',
  )
})
