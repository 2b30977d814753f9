/** Small marks for what was done, how much was read and how sure a finding is: word and icon, never colour alone. */
import { Ban, Bell, Check, CircleDashed, Contrast, Eraser, FileCheck } from 'lucide-react'
import type { Action, Verdict } from '../../contract.ts'
import { askWords, coverageWords, doneWords, wouldWords } from '../words/names.ts'

const actionIcons = { allow: Check, alert: Bell, redact: Eraser, block: Ban } as const
const coverageIcons = { full: FileCheck, partial: Contrast, none: CircleDashed } as const

/** In monitor mode `action` is what the rules call for while `enforced` is `allow`: the badge says "Would …". */
export function ActionBadge({ action, enforced }: { readonly action: Action; readonly enforced: Action }) {
  const would = action !== enforced
  const Icon = actionIcons[action]
  return (
    <span className="badge" data-action={action} data-would={would}>
      <Icon aria-hidden />
      {would ? wouldWords[action] : doneWords[action]}
    </span>
  )
}

/** What a rule asks for, whatever was done in the end. */
export function AskBadge({ action }: { readonly action: Action }) {
  return (
    <span className="badge" data-action={action}>
      <ActionIcon action={action} />
      {askWords[action]}
    </span>
  )
}

export function ActionIcon({ action }: { readonly action: Action }) {
  const Icon = actionIcons[action]
  return <Icon aria-hidden />
}

export function CoverageMark({
  verdict,
  withWord = false,
}: {
  readonly verdict: Verdict
  readonly withWord?: boolean
}) {
  const Icon = coverageIcons[verdict]
  return (
    <span className="coverage" data-verdict={verdict} title={coverageWords[verdict]}>
      <Icon aria-hidden size={15} />
      <span className={withWord ? undefined : 'hidden-visually'}>{coverageWords[verdict]}</span>
    </span>
  )
}

export function Swatch({ action }: { readonly action: Action }) {
  return <i className="swatch" data-action={action} aria-hidden />
}
