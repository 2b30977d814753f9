/** What pages ask the API, how long an answer is good for, and how often it is asked again. */
import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type {
  EventPage,
  EventRecord,
  Exemptions,
  Facets,
  NewExemption,
  NewToken,
  Overview,
  PersonDetail,
  PersonRow,
  Role,
  Session,
  SessionRow,
  Status,
  TaughtExemption,
  Token,
} from '../../contract.ts'
import { type Range, spanOf } from '../words/range.ts'
import { ApiError, get, post, type Query, remove, withQuery } from './client.ts'

const refreshMs = 15_000

export function createQueryClient(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // A session can end while pages are open: whoever hears of it first has it checked.
      onError: (error, query) => {
        const ended = error instanceof ApiError && error.status === 401 && query.queryKey[0] !== 'session'
        if (ended) void queries.invalidateQueries({ queryKey: ['session'] })
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      },
    },
  })
  return queries
}

/** Another person, or none: nothing of the one before stays. */
export function setSession(queries: QueryClient, session: Session | null): void {
  queries.setQueryData(['session'], session)
  queries.removeQueries({ predicate: query => query.queryKey[0] !== 'session' })
}

/** Null: nobody is signed in. */
export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    queryFn: async (): Promise<Session | null> => {
      try {
        return await get<Session>('/api/session')
      } catch (cause) {
        if (cause instanceof ApiError && cause.status === 401) return null
        throw cause
      }
    },
    staleTime: 60_000,
    refetchInterval: 60_000,
  })

export const signIn = (name: string, password: string): Promise<Session> => post('/api/session', { name, password })
export const signOut = (): Promise<void> => remove('/api/session')
export const changePassword = (current: string, next: string): Promise<Session> =>
  post('/api/password', { current, next })

export const useStatus = () =>
  useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => get<Status>('/api/status', {}, signal),
    refetchInterval: 5000,
  })

const rangeKey = (range: Range): string => (range.kind === 'preset' ? range.preset : `${range.from}-${range.to}`)

/** The query of a range as of now, so that presets move with time. */
function bucketed(range: Range): Query {
  const { from, to, bucketMs } = spanOf(range, Date.now())
  return { from, to, bucketMs }
}

function ranged(range: Range): Query {
  const { from, to } = spanOf(range, Date.now())
  return { from, to }
}

export const useOverview = (range: Range) =>
  useQuery({
    queryKey: ['overview', rangeKey(range)],
    queryFn: ({ signal }) => get<Overview>('/api/overview', bucketed(range), signal),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  })

export const usePeople = (range: Range) =>
  useQuery({
    queryKey: ['people', rangeKey(range)],
    queryFn: ({ signal }) => get<{ people: PersonRow[] }>('/api/people', ranged(range), signal),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  })

export const usePerson = (user: string, range: Range) =>
  useQuery({
    queryKey: ['person', user, rangeKey(range)],
    queryFn: ({ signal }) => get<PersonDetail>(`/api/people/${encodeURIComponent(user)}`, bucketed(range), signal),
    refetchInterval: refreshMs,
    placeholderData: (previous, query) => (query?.queryKey[1] === user ? previous : undefined),
  })

export const useFacets = (range: Range) =>
  useQuery({
    queryKey: ['facets', rangeKey(range)],
    queryFn: ({ signal }) => get<Facets>('/api/facets', ranged(range), signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })

/** True while the store holds no event at all: a new installation. */
export const useIsNew = () =>
  useQuery({
    queryKey: ['is-new'],
    queryFn: async ({ signal }) => (await get<EventPage>('/api/events', { limit: 1 }, signal)).events.length === 0,
    refetchInterval: query => (query.state.data === false ? false : 3000),
  })

export const eventsPerPage = 50

export const useEvents = (filter: Query, range: Range | undefined) =>
  useInfiniteQuery({
    queryKey: ['events', withQuery('', filter), range ? rangeKey(range) : 'any'],
    queryFn: ({ pageParam, signal }) =>
      get<EventPage>(
        '/api/events',
        { ...filter, ...(range ? ranged(range) : {}), limit: eventsPerPage, before: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
  })

export const useEvent = (id: string) =>
  useQuery({
    queryKey: ['event', id],
    queryFn: ({ signal }) => get<EventRecord>(`/api/events/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: query => (query.state.data && !query.state.data.outcome ? 1500 : false),
  })

export const useExemptions = () =>
  useQuery({
    queryKey: ['exemptions'],
    queryFn: ({ signal }) => get<Exemptions>('/api/exemptions', {}, signal),
    refetchInterval: refreshMs,
  })
export const teachExemption = (exemption: NewExemption): Promise<Omit<TaughtExemption, 'used'>> =>
  post('/api/exemptions', exemption)
export const revokeExemption = (id: string): Promise<void> => remove(`/api/exemptions/${encodeURIComponent(id)}`)

export const useSessions = (everyone: boolean) =>
  useQuery({
    queryKey: ['sessions', everyone],
    queryFn: ({ signal }) =>
      get<{ sessions: SessionRow[] }>('/api/sessions', everyone ? { everyone: true } : {}, signal),
  })
export const endSession = (id: string): Promise<void> => remove(`/api/sessions/${encodeURIComponent(id)}`)

export const useTokens = () =>
  useQuery({ queryKey: ['tokens'], queryFn: ({ signal }) => get<{ tokens: Token[] }>('/api/tokens', {}, signal) })
export const createToken = (token: { name: string; role: Role; expiresInDays?: number }): Promise<NewToken> =>
  post('/api/tokens', token)
export const revokeToken = (id: string): Promise<void> => remove(`/api/tokens/${encodeURIComponent(id)}`)

export { useQueryClient }
