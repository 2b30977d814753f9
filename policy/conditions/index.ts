/** Every kind of condition. Cheap ones stand first: a rule stops at the first that does not hold. */
import { app } from './app.ts'
import { content } from './content.ts'
import { coverage } from './coverage.ts'
import { direction } from './direction.ts'
import { host } from './host.ts'
import { model } from './model.ts'
import { people } from './people.ts'
import { provider } from './provider.ts'
import { time } from './time.ts'

export const conditionKinds = { direction, app, provider, host, model, coverage, people, content, time } as const
