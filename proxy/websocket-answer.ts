/** Reads what the upstream of a WebSocket says: placeholders become values again, rules about answers hold, messages stay whole and in order. */
import { openAnswer, recordAnswer } from './answer-engine.ts'
import type { RecordInput } from './record.ts'
import type { Restoring } from './restoring.ts'
import { socketShape } from './streams/formats/index.ts'
import type { SocketExchange } from './websocket.ts'
import type { SocketMessage } from './websocket-pump.ts'

export interface SocketAnswers {
  /** What may be passed on now, in order. */
  message(data: Buffer, isBinary: boolean): readonly SocketMessage[]
  /** The socket is closing: everything that is left. */
  end(): readonly SocketMessage[]
  /** Records what rules said. */
  close(socketRecord: () => RecordInput): Promise<void>
}

export interface SocketAnswersOptions {
  readonly exchange: SocketExchange
  readonly restoring: Restoring
  /** Messages that waited for a time are let go without another one coming. */
  readonly late: (message: SocketMessage) => void
  /** A rule ends the conversation; called after its last messages were handed out. */
  readonly stopped: (reason: string) => void
}

export function createSocketAnswers({ exchange: x, restoring, late, stopped }: SocketAnswersOptions): SocketAnswers {
  const policy = x.gate.policy()
  /** Of each message that is read and not passed on yet. */
  const kinds: boolean[] = []
  let out: SocketMessage[] | null = null
  const emit = (data: Buffer): void => {
    const message = { data, isBinary: kinds.shift() ?? false }
    if (out) out.push(message)
    else late(message)
  }
  const { filter, inspection } = openAnswer({
    gate: x.gate,
    policy,
    tunnel: x.tunnel,
    recognised: x.recognised,
    eventId: x.id,
    path: x.head.path,
    restoring,
    shape: socketShape(x.recognised.provider.id, x.recognised.endpoint.operation),
    decoder: null,
    sink: {
      write: data => {
        emit(data)
        return true
      },
      end: () => undefined,
      cut: (last, { message }) => {
        for (const data of last) emit(data)
        stopped(message)
      },
      broken: cause => stopped(cause.message),
      resume: () => undefined,
    },
  })
  /** Nothing is read while there is nothing to restore or to look for. */
  const idle = (): boolean => kinds.length === 0 && policy.responses === null && !restoring.active
  const collect = (step: () => void): readonly SocketMessage[] => {
    const collected: SocketMessage[] = []
    out = collected
    step()
    out = null
    return collected
  }
  return {
    message(data, isBinary) {
      if (idle()) return [{ data, isBinary }]
      return collect(() => {
        kinds.push(isBinary)
        filter.write(data)
      })
    },
    end: () => collect(() => filter.end()),
    async close(socketRecord) {
      filter.close()
      await recordAnswer(x.gate, inspection, socketRecord)
    },
  }
}
