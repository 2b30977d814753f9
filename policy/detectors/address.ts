/** Postal addresses in common forms; the engine is scan-address.ts. */
import { engineDetector } from './detector.ts'

export const postalAddress = engineDetector({
  id: 'postal-address',
  name: 'Postal address',
  category: 'personal',
  severity: 'low',
  source: 'https://www.upu.int/en/postal-solutions/programmes-services/addressing-solutions',
  check: 'house number, street word and postal code in the order of a country',
  examples: {
    match: [
      'lives at «[1-9]\\d{2} Maple Street, Springfield, IL 6[0-2]\\d{3}»',
      'wohnt in der «Lindenstraße [1-9]\\d, 1\\d{4} Berlin»',
      'adresse : «[1-9]\\d rue de la Paix, 75\\d{3} Paris»',
      'at «[1-9]\\d High Street, London SW1[A-H] [1-9][A-B]{2}»',
    ],
    ignore: [
      ['the road to 2030 and beyond', 'no address'],
      ['street number [1-9]\\d', 'no postal code'],
    ],
  },
})
