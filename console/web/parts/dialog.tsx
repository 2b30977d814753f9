/** A modal dialog on the browser's own <dialog>: focus stays inside, Esc closes, focus returns. */
import { type ReactNode, useEffect, useId, useRef } from 'react'

export function Dialog(dialog: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const opened = element.current
    opened?.showModal()
    return () => opened?.close()
  }, [])
  return (
    <dialog
      className="dialog"
      ref={element}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault()
        dialog.onClose()
      }}
      // What is typed here is not for the page behind: its keys close and turn things.
      onKeyDown={press => press.stopPropagation()}
    >
      <div className="dialog-body">
        <h2 id={id}>{dialog.title}</h2>
        {dialog.children}
      </div>
    </dialog>
  )
}
