/** Runs the console in a worker thread of its own and tells it how the proxy is doing. */
import { Worker } from 'node:worker_threads'
import type { ConsoleWorkerData, FromConsole, ToConsole } from '../console/server/messages.ts'
import { SettingsError } from './errors.ts'
import type { Log } from './log.ts'

type Status = NonNullable<ConsoleWorkerData['status']>

export interface ConsoleHost {
  /** HOST:PORT really listened on. */
  readonly address: string
  stop(): Promise<void>
}

export interface ConsoleHostOptions {
  /** The bundled worker. */
  readonly entry: URL
  readonly data: Omit<ConsoleWorkerData, 'status'>
  /** Awaited before the console listens; a rejection ends it. */
  readonly status: () => Status | Promise<Status>
  readonly log: Log
  /** How long after its end the console is started again. */
  readonly firstRestartMs?: number
}

/** How often the status is sent; a change of policy shows within this time. */
const statusEveryMs = 1000
/** A console that cannot be started is tried again at growing intervals, up to this. */
const longestRestartMs = 60_000
/** A console that does not end by itself is ended. */
const stopMs = 2000

/** Resolves when the console listens; rejects with SettingsError when it cannot. A console that dies later is logged and started again. */
export async function startConsoleHost(options: ConsoleHostOptions): Promise<ConsoleHost> {
  const { log, firstRestartMs = 1000 } = options
  let stopping = false
  let current = await spawn(options)
  const timer = setInterval(() => {
    tellStatus(options, current).catch(error => log.warn('the console was not told the status', { error }))
  }, statusEveryMs)
  timer.unref()
  const restartAfter = (waitMs: number): void => {
    if (stopping) return
    log.error('the console stopped; starting it again', { seconds: waitMs / 1000 })
    setTimeout(() => void restart(waitMs), waitMs).unref()
  }
  const restart = async (waitedMs: number): Promise<void> => {
    if (stopping) return
    try {
      const next = await spawn(options)
      current = next
      if (stopping) await next.terminate()
      else void next.exited.then(() => restartAfter(firstRestartMs))
    } catch (error) {
      log.error('the console could not be started again', { error })
      restartAfter(Math.min(waitedMs * 2, longestRestartMs))
    }
  }
  void current.exited.then(() => restartAfter(firstRestartMs))
  return {
    address: current.address,
    async stop() {
      stopping = true
      clearInterval(timer)
      current.post({ type: 'stop' })
      await Promise.race([current.exited, new Promise(resolve => setTimeout(resolve, stopMs))])
      await current.terminate()
    },
  }
}

async function tellStatus(options: ConsoleHostOptions, worker: Spawned): Promise<void> {
  worker.post({ type: 'status', status: await options.status() })
}

interface Spawned {
  readonly address: string
  readonly exited: Promise<void>
  post(message: ToConsole): void
  terminate(): Promise<unknown>
}

async function spawn(options: ConsoleHostOptions): Promise<Spawned> {
  // The thread loads its modules while the proxy still gets ready; it listens when it has been told the status.
  const worker = new Worker(options.entry, { workerData: options.data satisfies ConsoleWorkerData })
  const exited = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    worker.on('message', (message: FromConsole) => {
      if (message.type === 'listening') resolve(message.address)
      else if (message.type === 'failed') reject(new SettingsError(message.message))
      else options.log.warn(`console: ${message.message}`)
    })
    worker.on('error', error => {
      options.log.error('the console failed', { error })
      reject(new SettingsError('the console could not be started', { cause: error }))
    })
    void exited.then(() => reject(new SettingsError('the console ended before it listened')))
    Promise.resolve(options.status()).then(
      status => worker.postMessage({ type: 'status', status } satisfies ToConsole),
      error => {
        reject(error)
        void worker.terminate()
      },
    )
  })
  return { address, exited, post: message => worker.postMessage(message), terminate: () => worker.terminate() }
}
