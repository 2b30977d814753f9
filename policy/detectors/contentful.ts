/** Contentful tokens. */
import { detector } from './detector.ts'

export const contentfulToken = detector({
  id: 'contentful-token',
  name: 'Contentful personal access token',
  source: 'https://www.contentful.com/help/personal-access-tokens/',
  keywords: ['CFPAT-'],
  pattern: 'CFPAT-[A-Za-z0-9_-]{40,46}',
  examples: {
    match: ['CFPAT-[A-Za-z0-9_-]{42}[A-Za-z0-9]'],
    ignore: [['CFPAT-token', 'too short']],
  },
})
