import { describe, expect, test } from 'vitest'
import { detectors } from '../../policy/detectors/index.ts'
import { expandSamples, sampleNames } from '../../policy/samples.ts'
import { createScanner } from '../../policy/scan.ts'

const scanner = createScanner({ asked: detectors.filter(one => one.onRequest).map(one => one.id) })

describe('the sample of a detector is found by it', () => {
  test.each(detectors.map(({ id }) => id))('%s', id => {
    const found = scanner.scan([{ text: `Look: ${expandSamples(`{{sample:${id}}}`)} is it` }])
    expect(found.filter(finding => finding.detector === id && finding.confidence !== 'low')).toHaveLength(
      id === 'people-list' ? 5 : 1,
    )
  })
})

test('several are different values, one a line', () => {
  const lines = expandSamples('{{sample:github-token x3}}').split('\n')
  expect(new Set(lines).size).toBe(3)
  expect(new Set(expandSamples('{{sample:github-token}} {{ sample: github-token }}').split(' ')).size).toBe(2)
})

test('the same text gives the same samples in every run', () => {
  expect(expandSamples('{{sample:iban}}')).toBe(expandSamples('{{sample:iban}}'))
})

test('what is no sample stays, and what is one is named', () => {
  expect(expandSamples('{{x}} {{sample:nothing}} {{sample}}')).toBe('{{x}} {{sample:nothing}} {{sample}}')
  expect(sampleNames('a {{sample:iban}} b {{sample:us-ssn x5}} {{x}}')).toEqual(['iban', 'us-ssn'])
})
