/** A provider that streams back what it was told, cut into `chunks` pieces, each with the time it was sent. */
import { createServer } from 'node:https'

const { key, cert } = JSON.parse(process.argv[2])
const server = createServer({ key, cert, noDelay: true })
server.keepAliveTimeout = 60_000
server.on('request', async (request, response) => {
  const bytes = []
  for await (const chunk of request) bytes.push(chunk)
  const said = JSON.parse(Buffer.concat(bytes)).messages.at(-1).content
  const [, chunks, everyMs] = /[?&]chunks=(\d+)&every=(\d+)/.exec(request.url).map(Number)
  // Words with the space before them, as models write; more of the same until there are enough.
  const words = said.match(/\s?\S+/g)
  let sent = 0
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const timer = setInterval(() => {
    if (sent < chunks) {
      const choices = [{ index: 0, delta: { content: words[sent++ % words.length] }, finish_reason: null }]
      const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices }
      response.write(`data: ${JSON.stringify({ ...chunk, sent: String(process.hrtime.bigint()) })}\n\n`)
      return
    }
    clearInterval(timer)
    const usage = { prompt_tokens: 200, completion_tokens: chunks, total_tokens: 200 + chunks }
    const last = { object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage }
    response.end(`data: ${JSON.stringify(last)}\n\ndata: [DONE]\n\n`)
  }, everyMs)
  response.on('close', () => clearInterval(timer))
})
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
