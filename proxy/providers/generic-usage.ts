/** Usage of answers in no known format: counts when a familiar usage object is there, else text under familiar names. */
import { openaiUsageReader } from './openai-usage.ts'
import type { UsageReader } from './types.ts'
import { isObject, KeptEvents, parseObject } from './usage.ts'

const textNames = new Set([
  'text',
  'content',
  'completion',
  'token',
  'delta',
  'answer',
  'response',
  'message',
  'output',
  'generated_text',
  'v',
])

export function genericUsageReader(): UsageReader {
  const counts = openaiUsageReader()
  const kept = new KeptEvents()
  return {
    event(data, name) {
      counts.event(data, name)
      kept.add(data)
    },
    done() {
      const counted = counts.done()
      if (counted.kind !== 'text') return counted
      return { ...counted, outputText: kept.events.map(data => collect(parseObject(data), '')).join('') }
    },
  }
}

function collect(value: unknown, name: string): string {
  if (typeof value === 'string') return textNames.has(name) ? value : ''
  if (Array.isArray(value)) return value.map(item => collect(item, name)).join('')
  if (!isObject(value)) return ''
  return Object.entries(value)
    .map(([key, item]) => collect(item, key))
    .join('')
}
