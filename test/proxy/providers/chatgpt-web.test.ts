import { chatgptWeb } from '../../../proxy/providers/chatgpt-web.ts'
import { runFixtures } from './fixtures.ts'

runFixtures(chatgptWeb)
