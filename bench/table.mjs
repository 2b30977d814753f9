/** Medians over the rounds, one line per test and peer. */

const columns = [
  ['test', row => row.test],
  ['peer', row => row.peer],
  ['CPU-ms each', row => number(row.cpuMs, 3)],
  ['p50 ms', row => number(row.p50, 2)],
  ['p99 ms', row => number(row.p99, 2)],
  ['per second', row => number(row.perSecond, 0)],
  ['resident MB', row => number(row.residentMb, 0)],
]

export function printTable(results) {
  const rows = medians(results).map(row => columns.map(([, cell]) => cell(row)))
  const titles = columns.map(([title]) => title)
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map(row => row[i].length)))
  const line = cells =>
    `| ${cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`
  console.log(line(titles))
  console.log(line(widths.map((width, i) => (i < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))))
  for (const row of rows) console.log(line(row))
  for (const { peer, test, round, failure } of results)
    if (failure) console.log(`${peer}, ${test}, round ${round}: ${failure}`)
}

function medians(results) {
  return [...grouped(results).values()].map(group => {
    const { test, peer } = group[0]
    const median = name => {
      const values = group.map(each => each[name]).filter(value => typeof value === 'number')
      return values.sort((a, b) => a - b)[values.length >> 1] ?? null
    }
    const names = ['cpuMs', 'p50', 'p99', 'perSecond', 'residentMb']
    return { test, peer, ...Object.fromEntries(names.map(name => [name, median(name)])) }
  })
}

/** Tests come in the order of the suite, peers beside each other. */
function grouped(results) {
  const groups = new Map()
  for (const test of new Set(results.map(each => each.test)))
    for (const each of results.filter(result => result.test === test))
      groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each])
  return groups
}

const keyOf = ({ test, peer }) => `${test}\n${peer}`

function number(value, digits) {
  return typeof value === 'number' ? value.toFixed(digits) : ''
}
