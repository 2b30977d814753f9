/** Runs the console in a worker thread of its own and tells it how the proxy is doing. */
import { Worker } from 'node:worker_threads'
import type { ConsoleWorkerData, FromConsole, ToConsole } from '../console/server/messages.ts'
import { SettingsError } from './errors.ts'
import type { Log } from './log.ts'

export interface ConsoleHost {
  /** HOST:PORT really listened on. */
  readonly address: string
  stop(): Promise<void>
}

export interface ConsoleHostOptions {
  /** The bundled worker. */
  readonly entry: URL
  readonly data: Omit<ConsoleWorkerData, 'status'>
  readonly status: () => ConsoleWorkerData['status'] | Promise<ConsoleWorkerData['status']>
  readonly log: Log
}

/** How often the status is sent; a change of policy shows within this time. */
const statusEveryMs = 1000

/** Resolves when the console listens; rejects with SettingsError when it cannot. A console that dies later is logged and started again. */
export async function startConsoleHost(options: ConsoleHostOptions): Promise<ConsoleHost> {
  let stopping = false
  let current = await spawn(options)
  const timer = setInterval(() => {
    Promise.resolve(options.status()).then(
      status => current.post({ type: 'status', status }),
      error => options.log.warn('the console was not told the status', { error }),
    )
  }, statusEveryMs)
  timer.unref()
  const restart = (): void => {
    if (stopping) return
    options.log.error('the console stopped; starting it again')
    setTimeout(() => {
      spawn(options).then(
        next => {
          current = next
          current.exited.then(restart)
        },
        error => {
          options.log.error('the console could not be started again', { error })
          restart()
        },
      )
    }, 1000).unref()
  }
  void current.exited.then(restart)
  return {
    address: current.address,
    async stop() {
      stopping = true
      clearInterval(timer)
      current.post({ type: 'stop' })
      await Promise.race([current.exited, new Promise(resolve => setTimeout(resolve, 2000))])
      await current.terminate()
    },
  }
}

interface Spawned {
  readonly address: string
  readonly exited: Promise<void>
  post(message: ToConsole): void
  terminate(): Promise<unknown>
}

async function spawn(options: ConsoleHostOptions): Promise<Spawned> {
  const workerData: ConsoleWorkerData = { ...options.data, status: await options.status() }
  const worker = new Worker(options.entry, { workerData })
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
  })
  return { address, exited, post: message => worker.postMessage(message), terminate: () => worker.terminate() }
}
