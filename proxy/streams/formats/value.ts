/** Reading of parsed events whose shape nobody vouches for. */
import type { OwnEvent } from '../types.ts'

/** The member at a path; undefined when any step is missing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined
    here = (here as Record<string | number, unknown>)[step] // an object or array: any key may be asked for
  }
  return here
}

export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : undefined
}

export function numberAt(value: unknown, ...path: readonly (string | number)[]): number | undefined {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : undefined
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** An event of ours that holds JSON. */
export function ownEvent(value: unknown, name?: string): OwnEvent {
  return { data: JSON.stringify(value), ...(name === undefined ? {} : { name }) }
}
