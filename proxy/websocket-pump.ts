/** Moves WebSocket messages from one socket to another: in order, with backpressure, pings, pongs and the close in their places. */
import { type RawData, WebSocket } from 'ws'

export interface SocketMessage {
  readonly data: Buffer
  readonly isBinary: boolean
}

/** Bytes that may wait in one direction before its sender is paused. */
const maxWaitingBytes = 1024 * 1024

/** What goes on in the place of a message. */
export type Step = (data: Buffer, isBinary: boolean) => Promise<readonly SocketMessage[]>

/** Moves everything from one socket to the other: messages through `step` one after another, then pings, pongs and the close as they came. */
export function pump(
  from: WebSocket,
  to: WebSocket,
  step: Step,
  rest: () => readonly SocketMessage[] = () => [],
): void {
  let queue: Promise<void> = Promise.resolve()
  let waiting = 0
  const then = (work: () => Promise<void> | void): void => {
    queue = queue.then(work).catch(() => {
      // The step refuses by value; what throws here is a socket that is gone.
      from.terminate()
      to.terminate()
    })
  }
  from.on('message', (raw: RawData, isBinary: boolean) => {
    const data = asBuffer(raw)
    waiting += data.length
    if (waiting > maxWaitingBytes) from.pause()
    then(async () => {
      for (const out of await step(data, isBinary)) if (alive(to)) await send(to, out)
      waiting -= data.length
      if (waiting <= maxWaitingBytes && from.isPaused) from.resume()
    })
  })
  from.on('ping', data =>
    then(() => {
      if (alive(to)) to.ping(data)
    }),
  )
  from.on('pong', data =>
    then(() => {
      if (alive(to)) to.pong(data)
    }),
  )
  from.on('error', () => from.terminate())
  from.on('close', (code, reason) =>
    then(async () => {
      for (const out of rest()) if (alive(to)) await send(to, out)
      if (code === 1006) to.terminate()
      else if (code === 1005) to.close()
      else to.close(code, reason)
    }),
  )
}

export function alive(socket: WebSocket): boolean {
  return socket.readyState === WebSocket.OPEN
}

function send(to: WebSocket, { data, isBinary }: SocketMessage): Promise<void> {
  return new Promise((resolve, reject) =>
    to.send(data, { binary: isBinary }, error => (error ? reject(error) : resolve())),
  )
}

function asBuffer(raw: RawData): Buffer {
  return Buffer.isBuffer(raw) ? raw : Array.isArray(raw) ? Buffer.concat(raw) : Buffer.from(raw)
}
