/** Warming leaves a scanner as it was, and builds what a first scan would wait for. */
import { expect, test } from 'vitest'
import type { Scanner } from '../../policy/finding.ts'
import { createScanner } from '../../policy/scan.ts'
import { warmScanner } from '../../policy/scan-warm.ts'
import { makeSecret } from '../secrets.ts'

test('a value of every detector passes, and ordinary text', () => {
  const scanner = createScanner()
  const found = new Set<string>()
  let characters = 0
  const watched: Scanner = {
    detectorIds: scanner.detectorIds,
    scan(texts) {
      const findings = scanner.scan(texts)
      for (const { text } of texts) characters += text.length
      for (const { detector } of findings) found.add(detector)
      return findings
    },
  }
  warmScanner(watched)
  expect(characters).toBeGreaterThan(50_000)
  // Values of some kinds lie inside those of others, and the surer kind is what is named.
  expect(found.size).toBeGreaterThan(0.9 * scanner.detectorIds.length)
})

test('the scanner finds afterwards what it found before', () => {
  const text = `key ${makeSecret('AKIA[A-Z2-7]{16}')} and ${makeSecret('ghp_[A-Za-z0-9]{36}')}`
  const scanner = createScanner()
  const before = scanner.scan([{ text }])
  warmScanner(scanner)
  expect(scanner.scan([{ text }])).toEqual(before)
})

test('a scanner without detectors is warmed too', () => {
  const scanner = createScanner({ disabled: createScanner().detectorIds })
  expect(() => warmScanner(scanner)).not.toThrow()
})
