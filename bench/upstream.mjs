/** A provider that costs little: answers chat completions with 1 KB of JSON, or streams chunks that carry their send time. */
import { createServer } from 'node:https'
import { createSecureContext } from 'node:tls'

const { hosts } = JSON.parse(process.argv[2])
const contexts = hosts.map(({ suffix, key, cert }) => ({ suffix, context: createSecureContext({ key, cert }) }))

const answer = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 1,
    model: 'gpt-4o-mini',
    choices: [{ index: 0, message: { role: 'assistant', content: 'word '.repeat(150) }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 200, completion_tokens: 150, total_tokens: 350 },
  }),
)
const jsonHead = { 'content-type': 'application/json', 'content-length': answer.length }

const server = createServer({
  SNICallback: (name, callback) => callback(null, contexts.find(each => name.endsWith(each.suffix))?.context),
  key: hosts[0].key,
  cert: hosts[0].cert,
  noDelay: true,
})
server.keepAliveTimeout = 60_000
server.on('request', (request, response) => {
  const stream = /[?&]chunks=(\d+)&every=(\d+)/.exec(request.url)
  request.resume()
  request.on('end', () => {
    if (stream) streamChunks(response, Number(stream[1]), Number(stream[2]))
    else response.writeHead(200, jsonHead).end(answer)
  })
})
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))

function streamChunks(response, count, everyMs) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  let sent = 0
  const timer = setInterval(() => {
    if (sent++ < count) {
      const delta = { index: 0, delta: { content: ' word' }, finish_reason: null }
      const chunk = { id: 'chatcmpl-bench', object: 'chat.completion.chunk', model: 'gpt-4o-mini', choices: [delta] }
      response.write(`data: ${JSON.stringify({ ...chunk, sent: String(process.hrtime.bigint()) })}\n\n`)
      return
    }
    clearInterval(timer)
    const usage = { prompt_tokens: 200, completion_tokens: count, total_tokens: 200 + count }
    response.end(`data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [], usage })}\n\ndata: [DONE]\n\n`)
  }, everyMs)
  response.on('close', () => clearInterval(timer))
}
