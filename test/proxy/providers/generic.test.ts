import { generic } from '../../../proxy/providers/generic.ts'
import { runFixtures } from './fixtures.ts'

runFixtures(generic)
