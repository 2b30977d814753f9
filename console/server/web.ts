/** Serves the built web app: hashed assets for a year, the page itself never from a cache, every other path is the page. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { ApiProblem } from './problem.ts'

export async function serveWeb(app: FastifyInstance, webRoot: string): Promise<void> {
  const page = webRoot === '' ? '' : join(webRoot, 'index.html')
  const html = page !== '' && existsSync(page) ? readFileSync(page, 'utf8') : undefined
  if (html !== undefined) {
    await app.register(fastifyStatic, {
      root: webRoot,
      index: false,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (response, path) => {
        const hashed = path.includes('/assets/')
        response.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/^\/(api|assets)\//.test(request.url)
    if (!isPage) throw new ApiProblem(404, 'no_such_route', 'There is nothing at this address.')
    if (html === undefined) throw new ApiProblem(404, 'no_web_app', 'The web app is not built; run npm run build.')
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html)
  })
}
