/** What rows add up to: sums per half hour and posting lists, taken over in bulk, each row exactly once. */
/** Sums per app are kept per half hour, since days begin at full or half hours UTC in nearly every time zone. */
export const slotMs = 1_800_000
/** Sums per person and app are kept per six hours, with a bit for each half hour in which the person was active. */
export const shiftMs = 12 * slotMs

/**
 * Page loads and telemetry of web apps (kind `other`) are no use of AI and would drown it, so they are counted only
 * when something was found or refused.
 */
export const counted = "(x.kind <> 'other' OR x.flagged = 1)"

/** What is summed, in the order of the columns. */
export const sumNames = [
  'requests',
  'allowed',
  'alerted',
  'redacted',
  'blocked',
  'flagged',
  'partly',
  'unread',
  'tokens',
  'cost',
  'measured',
  'unpriced',
] as const
export const sums = sumNames.map(name => `sum(${name}) AS ${name}`).join(', ')
const added = sumNames.map(name => `${name} = ${name} + excluded.${name}`).join(', ')

/** What a decision adds; `at`, `user` and `app` say where. */
export const decisionFacts = (where: string) => `
  SELECT x.at, x.user, x.app, ${counted} AS requests, ${counted} AND x.enforced = 'allow' AS allowed,
    x.enforced = 'alert' AND ${counted} AS alerted, x.enforced = 'redact' AND ${counted} AS redacted,
    x.enforced = 'block' AND ${counted} AS blocked, x.flagged, x.coverage = 'partial' AND ${counted} AS partly,
    x.coverage = 'none' AND ${counted} AS unread, 0 AS tokens, 0.0 AS cost, 0.0 AS measured, 0 AS unpriced
  FROM exchanges x WHERE ${where}`

/** Outcomes with their exchanges: found by when they ended, or by the exchange. The order of the join is fixed by CROSS. */
const byEnd = 'outcomes o CROSS JOIN exchanges x ON x.seq = o.seq'
export const byExchange = 'exchanges x CROSS JOIN outcomes o ON o.seq = x.seq'

/** What an outcome adds. */
export const outcomeFacts = (where: string, from = byEnd) => `
  SELECT x.at, x.user, x.app, 0, 0, 0, 0, 0, 0, 0, 0, coalesce(o.input_tokens + o.output_tokens, 0),
    coalesce(o.cost_usd, 0.0), CASE WHEN o.cost_basis = 'measured' THEN coalesce(o.cost_usd, 0.0) ELSE 0.0 END,
    coalesce(o.cost_basis = 'unknown', 0)
  FROM ${from} WHERE ${counted} AND ${where}`

/** One line per model, detector, rule or exemption of a row: `at, kind, name` and what it adds. Models count when the call has ended. */
export const modelNames = (where: string, from = byEnd) => `
  SELECT x.at, 'm' AS kind, coalesce(x.model, o.model) AS name, 1 AS requests, x.flagged,
    coalesce(o.input_tokens + o.output_tokens, 0) AS tokens, coalesce(o.cost_usd, 0.0) AS cost, 0 AS findings
  FROM ${from}
  WHERE coalesce(x.model, o.model) IS NOT NULL AND ${counted} AND ${where}`
export const detectorNames = (where: string) => `
  SELECT x.at, 'd' AS kind, d.key AS name, 1 AS requests, 1 AS flagged, 0 AS tokens, 0.0 AS cost, d.value AS findings
  FROM exchanges x CROSS JOIN json_each(x.hits, '$.detectors') d WHERE x.hits IS NOT NULL AND ${where}`
export const ruleNames = (where: string) => `
  SELECT x.at, 'r' AS kind, r.value AS name, 1 AS requests, 1 AS flagged, 0 AS tokens, 0.0 AS cost, 0 AS findings
  FROM exchanges x CROSS JOIN json_each(x.hits, '$.rules') r WHERE x.hits IS NOT NULL AND ${where}`
export const exemptionNames = (where: string) => `
  SELECT x.at, 'e' AS kind, e.key AS name, 1 AS requests, 0 AS flagged, 0 AS tokens, 0.0 AS cost, e.value AS findings
  FROM exchanges x CROSS JOIN json_each(x.hits, '$.exempt') e WHERE x.hits IS NOT NULL AND ${where}`

const newRows = 'x.seq > @after AND x.seq <= @upto'
const newEnds = 'o.change > @after AND o.change <= @upto'
const newFacts = `${decisionFacts(newRows)} UNION ALL ${outcomeFacts(newEnds)}`
const postings = [
  `SELECT '*', x.at, x.seq FROM exchanges x WHERE ${newRows}`,
  `SELECT 'u:' || x.user, x.at, x.seq FROM exchanges x WHERE ${newRows}`,
  `SELECT 'a:' || x.app, x.at, x.seq FROM exchanges x WHERE ${newRows}`,
  `SELECT 'f', x.at, x.seq FROM exchanges x WHERE x.flagged = 1 AND ${newRows}`,
  `SELECT 'c:' || x.coverage, x.at, x.seq FROM exchanges x WHERE x.coverage <> 'full' AND ${newRows}`,
  `SELECT 'd:' || d.key, x.at, x.seq FROM exchanges x CROSS JOIN json_each(x.hits, '$.detectors') d
    WHERE x.hits IS NOT NULL AND ${newRows}`,
  `SELECT 'e:' || e.key, x.at, x.seq FROM exchanges x CROSS JOIN json_each(x.hits, '$.exempt') e
    WHERE x.hits IS NOT NULL AND ${newRows}`,
  `SELECT 'r:' || r.value, x.at, x.seq FROM exchanges x CROSS JOIN json_each(x.hits, '$.rules') r
    WHERE x.hits IS NOT NULL AND ${newRows}`,
]

/**
 * Statements that take over the rows and ends numbered above `@after` and up to `@upto`, to be run in one
 * transaction with the one that moves `derived.upto` there.
 */
export const deriveStatements: readonly string[] = [
  `INSERT INTO shifts SELECT at / ${shiftMs} AS shift, user, app,
      coalesce(sum(DISTINCT CASE WHEN requests THEN 1 << (at / ${slotMs} % 12) END), 0), max(at), ${sums}
    FROM (${newFacts}) WHERE true GROUP BY 1, 2, 3
    ON CONFLICT DO UPDATE SET active = active | excluded.active, last = max(last, excluded.last), ${added}`,
  `INSERT INTO slots SELECT at / ${slotMs}, app, ${sums} FROM (${newFacts}) WHERE true GROUP BY 1, 2
    ON CONFLICT DO UPDATE SET ${added}`,
  `INSERT INTO names SELECT at / ${slotMs} AS slot, kind, name, sum(requests), sum(flagged), sum(tokens), sum(cost),
      sum(findings)
    FROM (${modelNames(newEnds)} UNION ALL ${detectorNames(newRows)} UNION ALL ${ruleNames(newRows)}
      UNION ALL ${exemptionNames(newRows)})
    WHERE true GROUP BY slot, kind, name
    ON CONFLICT DO UPDATE SET requests = requests + excluded.requests, flagged = flagged + excluded.flagged,
      tokens = tokens + excluded.tokens, cost = cost + excluded.cost, findings = findings + excluded.findings`,
  `INSERT INTO postings ${postings.join(' UNION ALL ')} ORDER BY 1, 2, 3`,
  `INSERT OR IGNORE INTO ids SELECT x.id, x.seq FROM exchanges x WHERE ${newRows} ORDER BY 1`,
]
