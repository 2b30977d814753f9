import { gemini } from '../../../proxy/providers/gemini.ts'
import { runFixtures } from './fixtures.ts'

runFixtures(gemini)
