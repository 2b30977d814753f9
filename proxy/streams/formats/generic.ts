/** Streams that no adapter knows: strings that stand in the same place of every event are taken for one text. */
import type { StreamFormat, TextPlace } from '../types.ts'
import { isName } from './names.ts'
import { ownEvent, textAt } from './value.ts'

export const generic: StreamFormat = {
  id: 'generic',
  known: false,
  open: () => ({
    read(event) {
      if (event.data.trim() === '[DONE]') return { texts: [], ends: 'all' }
      const texts: TextPlace[] = []
      for (const [leaf, { path }] of event.leaves.entries())
        if (!isName(path)) texts.push({ leaf, channel: `${event.name ?? ''}|${path.join('/')}`, kind: 'answer' })
      const conversation = textAt(event.value, 'conversation_id') ?? textAt(event.value, 'conversationId')
      return { texts, ...(conversation === undefined ? {} : { conversation }) }
    },
    cut: ({ message, code }) => [ownEvent({ error: { message, code } }, 'error')],
  }),
}
