/** The console's HTTP server: API, live stream, exports and the web app, each behind the same headers and admission. */
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { addSecurityHeaders } from './headers.ts'
import type { ConsoleOptions } from './options.ts'
import { answerProblems } from './problem.ts'
import { registerAccount } from './routes/account.ts'
import { registerAudit } from './routes/audit.ts'
import { registerExemptions } from './routes/exemptions.ts'
import { registerExport } from './routes/export.ts'
import { registerLive } from './routes/live.ts'
import { registerOpenApi } from './routes/openapi.ts'
import { serveWeb } from './web.ts'

export async function createConsole(options: ConsoleOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: 64 * 1024,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    routerOptions: { maxParamLength: 400 },
    requestTimeout: 30_000,
    forceCloseConnections: true,
  })
  // Forms post text/plain without asking first; nothing here reads it.
  app.removeContentTypeParser('text/plain')
  await app.register(cookie)
  addSecurityHeaders(app)
  answerProblems(app, options.logError)
  registerAccount(app, options)
  registerAudit(app, options)
  registerExemptions(app, options)
  registerExport(app, options)
  registerLive(app, options)
  registerOpenApi(app, options)
  await serveWeb(app, options.webRoot)
  return app
}
