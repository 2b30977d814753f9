/** The course of one figure as a line without axes; the numbers stand elsewhere, so it is hidden from screen readers. */
const width = 120
const height = 28

export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const most = Math.max(...values, 0)
  if (values.length < 2 || most === 0)
    return <svg className="spark" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" />
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * width
    const y = height - 2 - (value / most) * (height - 5)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <polygon className="spark-area" points={`0,${height} ${points.join(' ')} ${width},${height}`} />
      <polyline className="spark-line" points={points.join(' ')} />
    </svg>
  )
}
