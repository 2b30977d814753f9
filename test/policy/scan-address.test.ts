/** Addresses are found from their street and postal code. */
import { expect, test } from 'vitest'
import { scanned } from './pages.ts'

test.each([
  ['ship to 1600 Maple Avenue, Springfield, IL 62704 by Friday', '1600 Maple Avenue, Springfield, IL 62704'],
  ['Die Anschrift ist Hauptstraße 12, 10115 Berlin.', 'Hauptstraße 12, 10115 Berlin'],
  ['10 rue de Rivoli, 75001 Paris', '10 rue de Rivoli, 75001 Paris'],
  ['she lives at 221 Baker Street, London NW1 6XE now', '221 Baker Street, London NW1 6XE'],
  ['calle Mayor 5, 28013 Madrid', 'calle Mayor 5, 28013 Madrid'],
])('%s', (text, address) => {
  expect(scanned(text)).toContainEqual(['postal-address', address])
})

test.each(['the street was empty at 12345', 'a long road to 2030', 'issue 781162 Make Places work 781195'])(
  'nothing in: %s',
  text => {
    expect(scanned(text).filter(([id]) => id === 'postal-address')).toEqual([])
  },
)
