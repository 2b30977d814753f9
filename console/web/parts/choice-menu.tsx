/** Chooses one value of a list, with a search box when the list is long. */
import { Check, ChevronDown, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Menu } from './menu.tsx'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly mark?: ReactNode
}

const searchFrom = 9

export function ChoiceMenu(menu: {
  readonly name: string
  readonly value: string | undefined
  readonly choices: readonly Choice[]
  readonly onChoose: (value: string | undefined) => void
}) {
  const chosen = menu.value === undefined ? undefined : menu.choices.find(choice => choice.value === menu.value)
  const shown = menu.value === undefined ? undefined : (chosen?.label ?? menu.value)
  return (
    <Menu
      faceData={{ 'data-set': String(shown !== undefined) }}
      face={
        <>
          <span className="truncate choice-face">
            {shown !== undefined && <span className="hidden-visually">{menu.name}: </span>}
            {shown === undefined ? menu.name : shown}
          </span>
          <ChevronDown aria-hidden />
        </>
      }
    >
      {close => (
        <Choices
          {...menu}
          onChoose={value => {
            menu.onChoose(value)
            close()
          }}
        />
      )}
    </Menu>
  )
}

function Choices(list: Parameters<typeof ChoiceMenu>[0]) {
  const [search, setSearch] = useState('')
  const found = list.choices.filter(choice =>
    `${choice.label} ${choice.value}`.toLowerCase().includes(search.toLowerCase()),
  )
  return (
    <>
      {list.choices.length >= searchFrom && (
        <input
          className="input menu-search"
          // biome-ignore lint/a11y/noAutofocus: the person has just opened this list; typing narrows it.
          autoFocus
          aria-label={`Search ${list.name.toLowerCase()}`}
          placeholder="Search"
          value={search}
          onChange={event => setSearch(event.target.value)}
        />
      )}
      <div className="menu-options">
        {list.value !== undefined && (
          <button type="button" className="menu-option" onClick={() => list.onChoose(undefined)}>
            <X aria-hidden />
            Any {list.name.toLowerCase()}
          </button>
        )}
        {found.map(choice => (
          <button
            type="button"
            key={choice.value}
            className="menu-option"
            aria-pressed={choice.value === list.value}
            onClick={() => list.onChoose(choice.value)}
          >
            {choice.mark}
            <span className="truncate">{choice.label}</span>
            {choice.value === list.value && <Check className="tick" aria-hidden />}
          </button>
        ))}
        {found.length === 0 && <p className="menu-note">{search ? 'Nothing matches.' : 'Nothing seen yet.'}</p>}
      </div>
    </>
  )
}
