/** A button that opens a list below it: closes on Esc, on a press outside and on choosing; focus returns to the button. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

export function Menu(menu: {
  /** What the button shows; its text is its name. */
  readonly face: ReactNode
  readonly faceClass?: string
  readonly faceData?: Readonly<Record<`data-${string}`, string>>
  readonly side?: 'left' | 'right' | 'up'
  readonly children: (close: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  useEffect(() => {
    if (!open) return
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside are handled here, once.
    <div
      className="menu"
      ref={root}
      onKeyDown={event => {
        if (event.key === 'Escape' && open) {
          event.stopPropagation()
          close()
        } else if (open) moveFocus(event, root.current)
      }}
      onBlur={event => {
        if (event.relatedTarget instanceof Node && !root.current?.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <button
        type="button"
        ref={button}
        className={menu.faceClass ?? 'button'}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        {...menu.faceData}
      >
        {menu.face}
      </button>
      {open && (
        <div className="menu-list" id={id} data-side={menu.side ?? 'left'}>
          {menu.children(close)}
        </div>
      )}
    </div>
  )
}

/** Arrow keys walk through the options, as in a native menu. */
function moveFocus(event: KeyboardEvent, root: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const options = [...(root?.querySelectorAll<HTMLElement>('.menu-option') ?? [])]
  if (options.length === 0) return
  event.preventDefault()
  const at = options.findIndex(option => option.matches(':focus'))
  const from = at === -1 && event.key === 'ArrowUp' ? 0 : at
  options.at((from + (event.key === 'ArrowDown' ? 1 : -1)) % options.length)?.focus()
}
