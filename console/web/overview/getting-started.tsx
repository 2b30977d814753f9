/** The first page of a new installation: how to send the first request through Sluice. Leaves by itself when it arrives. */
import { LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStatus } from '../api/queries.ts'
import { CopyButton } from '../parts/copy.tsx'

export function GettingStarted() {
  const status = useStatus()
  const pac = status.data?.proxy.pacUrl ?? ''
  const proxy = pac.replace(/\/proxy\.pac$/, '')
  return (
    <div className="start">
      <div>
        <h1>Send the first request through Sluice</h1>
        <p className="lede">Nothing has been recorded yet. These three steps take a minute on one device.</p>
      </div>
      <ol className="start-steps">
        <Step number={1} title="Point the device at Sluice">
          <p>
            Enter this address as the automatic proxy configuration (PAC). Only AI hosts take the way through Sluice.
          </p>
          <Snippet text={pac} label="Copy the PAC address" />
        </Step>
        <Step number={2} title="Trust its certificate authority">
          <p>
            Sluice opens TLS of AI hosts only, with certificates of this authority. Install it as trusted on the device.
          </p>
          <Snippet text={`curl -o sluice-ca.pem ${proxy}/ca.pem`} label="Copy the command" />
        </Step>
        <Step number={3} title="Try it">
          <p>No API key is needed: the provider refuses the call, and it is recorded all the same.</p>
          <Snippet text={tryLine(proxy)} label="Copy the command" />
        </Step>
      </ol>
      <p className="start-wait" role="status">
        <LoaderCircle aria-hidden /> Waiting for the first request. This page changes when it arrives.
      </p>
    </div>
  )
}

function tryLine(proxy: string): string {
  return [
    `curl --proxy ${proxy} --cacert sluice-ca.pem`,
    '  https://api.openai.com/v1/chat/completions',
    `  -H 'content-type: application/json' -H "authorization: Bearer $OPENAI_API_KEY"`,
    `  -d '{"model":"gpt-5-mini","messages":[{"role":"user","content":"Say hello"}]}'`,
  ].join(' \\\n')
}

function Step(step: { readonly number: number; readonly title: string; readonly children: ReactNode }) {
  return (
    <li className="card">
      <span className="start-number" aria-hidden>
        {step.number}
      </span>
      <div>
        <h2>{step.title}</h2>
        {step.children}
      </div>
    </li>
  )
}

function Snippet({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <div className="snippet">
      <pre>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} label={label} />
    </div>
  )
}
