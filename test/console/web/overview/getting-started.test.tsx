import { expect, test } from 'vitest'
import { GettingStarted } from '../../../../console/web/overview/getting-started.tsx'
import { sampleStatus } from '../../sample/server.ts'
import { render, text } from '../render.tsx'

test('a new admin gets the PAC address, the authority and a line to try, with the real addresses', () => {
  const words = text(render(<GettingStarted />, { answers: [[['status'], sampleStatus(Date.now())]] }))
  expect(words).toContain('http://127.0.0.1:8080/proxy.pac')
  expect(words).toContain('curl -o sluice-ca.pem http://127.0.0.1:8080/ca.pem')
  expect(words).toContain('curl --proxy http://127.0.0.1:8080 --cacert sluice-ca.pem \\ https://api.openai.com/')
  expect(words).toContain('Waiting for the first request')
})
