/** http-mitm-proxy as its README starts it, in a process of its own, with the handlers that one case asks for. */
const { monitorEventLoopDelay } = require('node:perf_hooks')
const { Agent } = require('node:https')
const { Proxy: MitmProxy } = require('http-mitm-proxy')

const { dir, upstream, handler, password } = JSON.parse(process.argv[2])
// It prints every error it meets; what the parent wants to know is sent as messages.
for (const method of ['log', 'debug', 'info', 'error']) console[method] = () => {}
process.on('uncaughtExceptionMonitor', error =>
  process.send({ crash: `${error.code ?? error.name}: ${error.message}` }),
)

const proxy = new MitmProxy()
proxy.onError(() => {})

if (password) {
  // The only place where the library lets a caller be asked for credentials.
  proxy.onConnect((request, socket, _head, callback) => {
    if (request.headers['proxy-authorization'] === password) return callback()
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n')
  })
}

/** Names go to the fake upstream, unless the case is about where requests go. */
if (upstream) {
  proxy.onRequest((ctx, callback) => {
    Object.assign(ctx.proxyToServerRequestOptions, { host: '127.0.0.1', port: upstream, servername: 'localhost' })
    callback()
  })
}

const handlers = {
  asyncBody() {
    // What an asynchronous scanner looks like: it holds each chunk for a moment.
    proxy.onRequestData((_ctx, chunk, callback) => setTimeout(() => callback(null, chunk), 20))
  },
  refuseWebSocket() {
    proxy.onWebSocketConnection((ctx, callback) => {
      ctx.clientToProxyWebSocket.close(1008, 'refused by policy')
      callback(new Error('refused by policy'))
    })
  },
}
handlers[handler]?.()

const loop = monitorEventLoopDelay({ resolution: 1 })
loop.enable()

process.on('message', question => {
  if (question === 'listeners') {
    process.send({ listeners: Object.fromEntries(Object.entries(proxy.sslServers).map(([host, s]) => [host, s.port])) })
  } else if (question === 'memory') {
    process.send({ rssMb: Math.round(process.memoryUsage().rss / 1e6) })
  } else if (question === 'loop') {
    process.send({ longestStallMs: Math.round(loop.max / 1e6) })
    loop.reset()
  }
})

const httpsAgent = new Agent({ keepAlive: true })
proxy.listen({ host: '127.0.0.1', port: 0, sslCaDir: dir, httpsAgent }, error => {
  process.send(error ? { crash: String(error) } : { port: proxy.httpPort })
})
