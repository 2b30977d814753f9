/** The peer: http-mitm-proxy as its README starts it, with keep-alive, no inspection and no record. */
const { Agent } = require('node:https')
const { Proxy: MitmProxy } = require('http-mitm-proxy')

const { dir, upstreamPort } = JSON.parse(process.argv[2])
for (const method of ['log', 'debug', 'info', 'error']) console[method] = () => {}

const proxy = new MitmProxy()
proxy.onError(() => {})
proxy.onRequest((ctx, callback) => {
  const { host } = ctx.proxyToServerRequestOptions
  Object.assign(ctx.proxyToServerRequestOptions, { host: '127.0.0.1', port: upstreamPort, servername: host })
  callback()
})
proxy.listen(
  { host: '127.0.0.1', port: 0, sslCaDir: dir, keepAlive: true, httpsAgent: new Agent({ keepAlive: true }) },
  () => process.send({ port: proxy.httpPort }),
)
