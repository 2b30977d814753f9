/** A process to be killed: records exchanges and spends tokens without pause, and prints what it was promised. */
import { openSqliteAudit } from '../../../proxy/audit/sqlite.ts'
import { openLimits } from '../../../proxy/limits/memory.ts'
import { silentLog } from '../../../proxy/log.ts'
import { decision, outcome } from '../../contracts/audit-records.ts'
import { dailyTokens } from './kill-limit.ts'

const path = process.argv[2]!
const audit = openSqliteAudit({ path, log: silentLog, now: Date.now })
audit.recover(Date.now())
const limits = openLimits({ path, now: Date.now, log: silentLog })

for (let i = 0; i < 16; i++) void exchanges()

async function exchanges(): Promise<void> {
  for (let i = 0; ; i++) {
    const record = decision({ id: `ev_${process.pid}_${Math.random().toString(36).slice(2)}` })
    await audit.decide(record)
    process.stdout.write(`decided ${record.id}\n`)
    const result = await limits.reserve(dailyTokens, { requests: 1, tokens: 10, cost: 0 }, Date.now())
    if (result.ok) await limits.settle(result.reservation, { requests: 1, tokens: 1, cost: 0 }, Date.now())
    process.stdout.write(`spent ${Date.now()}\n`)
    if (i % 3 > 0) audit.finish(outcome(record.id))
    await new Promise(resolve => setTimeout(resolve, Math.random() * 4))
  }
}
