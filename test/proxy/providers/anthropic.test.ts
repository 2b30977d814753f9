import { anthropic } from '../../../proxy/providers/anthropic.ts'
import { runFixtures } from './fixtures.ts'

runFixtures(anthropic)
