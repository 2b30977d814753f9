import { openai } from '../../../proxy/providers/openai.ts'
import { runFixtures } from './fixtures.ts'

runFixtures(openai)
