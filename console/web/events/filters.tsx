/** The filter bar: one menu per question, what is set stays visible, all of it lives in the address. */
import { SlidersHorizontal, X } from 'lucide-react'
import { useState } from 'react'
import { useFacets } from '../api/queries.ts'
import { CoverageMark, Swatch } from '../parts/badges.tsx'
import { type Choice, ChoiceMenu } from '../parts/choice-menu.tsx'
import { rangeWords } from '../parts/range-picker.tsx'
import { appName, coverageWords, doneWords, kindWords, titled } from '../words/names.ts'
import { presetNames, presets, type Range } from '../words/range.ts'
import { countFilters, type EventsFilter, everything, type FilterName } from './filter.ts'

const facetRange: Range = { kind: 'preset', preset: '30d' }
const named = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
const plain = (values: readonly string[] = [], label = (value: string) => value): Choice[] =>
  values.map(value => ({ value, label: label(value) }))

const actionChoices: readonly Choice[] = (['block', 'redact', 'alert', 'allow'] as const).map(action => ({
  value: action,
  label: doneWords[action],
  mark: <Swatch action={action} />,
}))
const coverageChoices: readonly Choice[] = (['full', 'partial', 'none'] as const).map(verdict => ({
  value: verdict,
  label: coverageWords[verdict],
  mark: <CoverageMark verdict={verdict} />,
}))

export function Filters(bar: {
  readonly filter: EventsFilter
  readonly range: Range | undefined
  readonly onFilter: (name: FilterName, value: string | undefined) => void
  readonly onRange: (range: Range | undefined) => void
  readonly onClear: () => void
}) {
  const [unfolded, setUnfolded] = useState(false)
  const facets = useFacets(facetRange).data
  const { filter, range } = bar
  const set = countFilters(filter) + (range ? 1 : 0)
  const menu = (name: FilterName, label: string, choices: readonly Choice[]) => (
    <ChoiceMenu name={label} value={filter[name]} choices={choices} onChoose={value => bar.onFilter(name, value)} />
  )
  return (
    <search className="filters" aria-label="Filter events" data-unfolded={unfolded}>
      <button
        type="button"
        className="button filters-fold"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        <SlidersHorizontal aria-hidden />
        Filters{set > 0 && ` (${set})`}
      </button>
      <div className="filters-menus">
        {menu('user', 'Person', plain(facets?.users))}
        {menu('app', 'App', plain(facets?.apps, appName))}
        {menu('action', 'Action', actionChoices)}
        {menu('rule', 'Rule', plain(facets?.rules))}
        {menu('detector', 'Detector', plain(facets?.detectors, titled))}
        {filter.exemption !== undefined && menu('exemption', 'Exemption', plain([filter.exemption]))}
        {menu('coverage', 'Coverage', coverageChoices)}
        {menu('kind', 'Kind', [{ value: everything, label: 'Everything, with page loads' }, ...named(kindWords)])}
        <TimeMenu range={range} onRange={bar.onRange} />
        {set > 0 && (
          <button type="button" className="button" data-look="quiet" onClick={bar.onClear}>
            <X aria-hidden />
            Clear
          </button>
        )}
      </div>
    </search>
  )
}

/** Presets only; a custom range arrives from a bar of the overview's chart and can be taken away here. */
function TimeMenu({
  range,
  onRange,
}: {
  readonly range: Range | undefined
  readonly onRange: (range: Range | undefined) => void
}) {
  const custom = range?.kind === 'custom' ? [{ value: 'custom', label: rangeWords(range) }] : []
  return (
    <ChoiceMenu
      name="Time"
      value={range && (range.kind === 'preset' ? range.preset : 'custom')}
      choices={[...presetNames.map(preset => ({ value: preset, label: presets[preset].spoken })), ...custom]}
      onChoose={value => {
        const preset = presetNames.find(name => name === value)
        if (preset) onRange({ kind: 'preset', preset })
        else if (value === undefined) onRange(undefined)
      }}
    />
  )
}
