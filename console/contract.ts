/** The console's API as server and web both see it: one schema per message, one table of routes. */
import type { z } from 'zod'
import type * as events from './contract/events.ts'
import type * as exemptions from './contract/exemptions.ts'
import type * as parts from './contract/parts.ts'
import type * as session from './contract/session.ts'
import type * as status from './contract/status.ts'
import type * as usage from './contract/usage.ts'

export {
  type Access,
  type Route,
  type RouteInput,
  type RouteName,
  type RouteOutput,
  type Routes,
  routes,
} from './contract/routes.ts'

export type Action = z.infer<typeof parts.actionSchema>
export type Verdict = z.infer<typeof parts.coverageSchema>
export type Severity = z.infer<typeof parts.severitySchema>
export type Kind = z.infer<typeof parts.kindSchema>
export type Role = z.infer<typeof parts.roleSchema>
export type Problem = z.infer<typeof parts.problemSchema>
export type Session = z.infer<typeof session.sessionSchema>
export type SessionRow = z.infer<typeof session.sessionRowSchema>
export type Token = z.infer<typeof session.tokenSchema>
export type NewToken = z.infer<typeof session.newTokenSchema>
export type Status = z.infer<typeof status.statusSchema>
export type PolicyProblem = z.infer<typeof status.policyProblemSchema>
export type EventSummary = z.infer<typeof events.eventSummarySchema>
export type EventRecord = z.infer<typeof events.eventSchema>
export type FindingRow = z.infer<typeof events.findingSchema>
export type EventPage = z.infer<typeof events.eventPageSchema>
export type FileExemption = z.infer<typeof exemptions.exemptionsSchema>['file'][number]
export type TaughtExemption = z.infer<typeof exemptions.exemptionsSchema>['taught'][number]
export type NewExemption = z.infer<typeof exemptions.newExemptionBody>
export type Exemptions = z.infer<typeof exemptions.exemptionsSchema>
export type LiveMessage = z.infer<typeof events.liveMessageSchema>
export type Totals = z.infer<typeof usage.totalsSchema>
export type Bucket = z.infer<typeof usage.bucketSchema>
export type Ranked = z.infer<typeof usage.rankedSchema>
export type DetectorCount = z.infer<typeof usage.detectorCountSchema>
export type Overview = z.infer<typeof usage.overviewSchema>
export type PersonRow = z.infer<typeof usage.personRowSchema>
export type PersonDetail = z.infer<typeof usage.personSchema>
export type Facets = z.infer<typeof usage.facetsSchema>
