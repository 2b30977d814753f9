/** A column heading that sorts; a second press turns the order round. */
import { ArrowDown, ArrowUp } from 'lucide-react'

export function SortHeader(header: {
  readonly label: string
  readonly column: string
  readonly order: { readonly column: string; readonly reversed: boolean }
  readonly onOrder: (order: string) => void
  readonly numeric?: boolean
}) {
  const sorted = header.order.column === header.column
  const descending = (header.column !== 'name') !== header.order.reversed
  const Arrow = descending ? ArrowDown : ArrowUp
  return (
    <th
      className={header.numeric ? 'numeric' : undefined}
      {...(sorted ? { 'aria-sort': descending ? 'descending' : 'ascending' } : {})}
    >
      <button
        type="button"
        className="sort"
        onClick={() => header.onOrder(sorted && !header.order.reversed ? `-${header.column}` : header.column)}
      >
        {header.label}
        {sorted && <Arrow aria-hidden />}
      </button>
    </th>
  )
}
