/** Copies a text and says so, to eyes and to screen readers. */
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

export function CopyButton({
  text,
  label,
  showLabel = false,
}: {
  readonly text: string
  readonly label: string
  readonly showLabel?: boolean
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 1800)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      // Browsers refuse the clipboard outside https and localhost; the person can still select the text.
      setState('failed')
    }
  }
  return (
    <button
      type="button"
      className="button"
      data-look={showLabel ? undefined : 'quiet'}
      {...(showLabel ? {} : { 'data-icon': '' })}
      aria-label={label}
      title={label}
      onClick={copy}
    >
      {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
      {showLabel && (state === 'copied' ? 'Copied' : label)}
      <span className="hidden-visually" aria-live="polite">
        {state === 'copied' && 'Copied'}
        {state === 'failed' && 'Not copied: the browser does not allow it here'}
      </span>
    </button>
  )
}
