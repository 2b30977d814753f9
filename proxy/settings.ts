/** Every setting: name, default, unit. From `sluice.yaml` and `SLUICE_*` variables; the variable wins. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { SettingsError } from './errors.ts'
import { fingerprintSettings } from './fingerprints/settings.ts'
import { scanSettings } from './scan-settings.ts'
import { meantSetting, mistypedVariables } from './settings-slips.ts'
import { answersSettings } from './streams/settings.ts'

const listen = z
  .string()
  .regex(/^(\[[0-9a-f:.]+\]|[^:\s]+):\d{1,5}$/i, 'must be HOST:PORT')
  .refine(text => Number(/\d+$/.exec(text)) < 65_536, 'must be HOST:PORT with a port up to 65535')
const connectTo = z.string().regex(/^.*:\d+:.+:\d+$/, 'must be HOST:PORT:HOST:PORT')

/** Schema and documentation in one: `describe` is what docs/settings.md prints. Durations are seconds, sizes bytes. */
export const settingsSchema = z.strictObject({
  data_dir: z.string().default('./data').describe('Folder for the database, the CA and keys. Created with mode 0700.'),
  policies: z.string().default('./policies.yaml').describe('Policy file, or a folder of .yaml files.'),
  proxy: z
    .strictObject({
      listen: listen
        .default('127.0.0.1:8080')
        .describe('Address of the proxy; also serves /proxy.pac, /ca.pem and /healthz.'),
      public_address: z
        .string()
        .default('')
        .describe('HOST:PORT written into the PAC file; empty: the Host header of the request.'),
      connect_ports: z
        .array(z.number().int().min(1).max(65535))
        .default([443])
        .describe('Ports that CONNECT may name. Ports of apps in the policy are added.'),
      max_connections: z
        .number()
        .int()
        .positive()
        .default(10_000)
        .describe('Client connections at once; further ones are closed.'),
      max_body_bytes: z
        .number()
        .int()
        .positive()
        .default(32 * 1024 * 1024)
        .describe('Largest request body that is inspected, after decoding. A larger one follows on_error.'),
      max_body_ratio: z
        .number()
        .positive()
        .default(200)
        .describe('Largest ratio of decoded to encoded size (bomb guard), above 1 MiB.'),
      header_timeout: z
        .number()
        .positive()
        .default(30)
        .describe('Seconds a client has to send its headers or its TLS handshake.'),
      body_timeout: z.number().positive().default(300).describe('Seconds a client has to send a request body.'),
      idle_timeout: z.number().positive().default(75).describe('Seconds an idle client connection is kept.'),
      tunnel_idle_timeout: z
        .number()
        .positive()
        .max(2_000_000)
        .default(3600)
        .describe('Seconds a tunnel that is not opened is kept without a byte either way.'),
      ...scanSettings,
    })
    .prefault({}),
  console: z
    .strictObject({
      enabled: z.boolean().default(true).describe('Serve the console.'),
      listen: listen.default('127.0.0.1:8090').describe('Address of the console.'),
      public_url: z
        .string()
        .regex(/^(https?:\/\/\S+)?$/i, 'must be http://… or https://…')
        .default('')
        .describe('Where people reach the console, such as https://sluice.acme.example; for links in notifications.'),
      session_hours: z.number().positive().default(12).describe('Hours a sign-in lasts.'),
      secure_cookie: z
        .enum(['auto', 'always', 'never'])
        .default('auto')
        .describe('Secure flag of the session cookie; auto: when the request came over https.'),
      trusted_proxies: z
        .array(z.string())
        .default([])
        .describe('Addresses (CIDR) of reverse proxies whose X-Forwarded-* are believed.'),
    })
    .prefault({}),
  upstream: z
    .strictObject({
      extra_ca_files: z.array(z.string()).default([]).describe('PEM files trusted beside the system roots.'),
      connect_to: z
        .array(connectTo)
        .default([])
        .describe(
          "curl's --connect-to form, HOST:PORT:HOST:PORT. Also exempts that pair from the private-range guard.",
        ),
      allow_networks: z.array(z.string()).default([]).describe('Private networks (CIDR) that may be reached.'),
      parent_proxy: z
        .string()
        .default('')
        .describe('http://[user:password@]host:port of a proxy that all upstream traffic takes.'),
      connect_timeout: z.number().positive().default(10).describe('Seconds for TCP connect and TLS handshake.'),
      response_timeout: z.number().positive().default(600).describe('Seconds to the first byte of the answer.'),
      idle_timeout: z.number().positive().default(600).describe('Seconds between two chunks of an answer.'),
      keep_alive: z.number().positive().default(30).describe('Seconds an unused upstream connection is kept.'),
    })
    .prefault({}),
  answers: answersSettings.prefault({}),
  identity: z
    .strictObject({
      require: z
        .boolean()
        .default(false)
        .describe('Answer 407 to callers nobody identifies, instead of anonymous@ADDRESS.'),
      addresses: z
        .record(
          z.string(),
          z.union([
            z.string(),
            z.strictObject({
              user: z.string(),
              groups: z.array(z.string()).default([]),
            }),
          ]),
        )
        .default({})
        .describe('Client address or CIDR to user.'),
      cache_seconds: z
        .number()
        .positive()
        .default(300)
        .describe('Seconds a verified password is remembered (as a keyed hash).'),
    })
    .prefault({}),
  certs: z
    .strictObject({
      leaf_days: z.number().int().min(1).max(47).default(30).describe('Days a leaf certificate is valid.'),
      cache_size: z.number().int().positive().default(2000).describe('Leaf certificates kept in memory.'),
      passphrase: z
        .string()
        .default('')
        .describe('Encrypts CA keys at rest. Prefer SLUICE_CERTS_PASSPHRASE to the file.'),
    })
    .prefault({}),
  fingerprints: fingerprintSettings.prefault({}),
  shutdown: z
    .strictObject({
      grace: z.number().min(0).default(30).describe('Seconds that running streams get after SIGTERM.'),
    })
    .prefault({}),
  prices: z
    .record(
      z.string(),
      z.strictObject({
        input_per_mtok: z.number().min(0),
        output_per_mtok: z.number().min(0),
        cached_input_per_mtok: z.number().min(0).optional(),
      }),
    )
    .default({})
    .describe('USD per million tokens by model name; overrides the price list.'),
  log: z
    .strictObject({
      level: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('Least severe line that is logged.'),
    })
    .prefault({}),
})

export type Settings = z.infer<typeof settingsSchema> & {
  readonly configFile?: string
}

/**
 * Reads settings. `path` is `--config` or SLUICE_CONFIG; when it is not given, `./sluice.yaml` is read if it exists.
 * Throws SettingsError with one line naming the key, what is wrong and where (file:line or variable).
 */
export function loadSettings(path: string | undefined, env: Readonly<Record<string, string | undefined>>): Settings {
  const { file, raw, locate } = readFile(path)
  const merged = overlayEnvironment(raw, env)
  const parsed = settingsSchema.safeParse(merged.values)
  const names = settingsCatalogue().map(setting => setting.key)
  const slips = mistypedVariables(Object.keys(env), names.map(variableOf))
  if (parsed.success && slips.length === 0) return { ...parsed.data, ...(file ? { configFile: file } : {}) }
  const lines = (parsed.error?.issues ?? []).map(issue => {
    const key = issue.path.join('.')
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.map(k => [key, k].filter(Boolean).join('.')) : [key]
    const source =
      merged.fromEnvironment.get(keys[0]!) ??
      locate(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path)
    return issue.code === 'unrecognized_keys'
      ? `${source}: unknown setting ${keys.join(', ')}${meantSetting(keys[0]!, names)}`
      : `${source}: ${key}: ${issue.message}`
  })
  throw new SettingsError([...slips, ...lines].join('\n'))
}

/** Environment variable of a setting: `proxy.listen` is SLUICE_PROXY_LISTEN. */
export const variableOf = (key: string): string => `SLUICE_${key.replaceAll('.', '_').toUpperCase()}`

/** Dotted names of all settings with default and description, for docs and `nearest`. */
export function settingsCatalogue(): {
  key: string
  description: string
  defaultValue: unknown
}[] {
  const defaults = settingsSchema.parse({}) as Record<string, unknown>
  const out: { key: string; description: string; defaultValue: unknown }[] = []
  const walk = (schema: z.ZodType, prefix: string, value: unknown): void => {
    const inner = unwrap(schema)
    if (inner instanceof z.ZodObject && prefix.split('.').length < 2) {
      for (const [name, child] of Object.entries(inner.shape)) {
        walk(child as z.ZodType, prefix ? `${prefix}.${name}` : name, (value as Record<string, unknown>)?.[name])
      }
    } else
      out.push({
        key: prefix,
        description: schema.description ?? '',
        defaultValue: value,
      })
  }
  walk(settingsSchema, '', defaults)
  return out
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? unwrap(schema.def.innerType as z.ZodType)
    : schema
}

function readFile(path: string | undefined): {
  file?: string
  raw: unknown
  locate: (path: PropertyKey[]) => string
} {
  const file = resolve(path ?? 'sluice.yaml')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (path === undefined && code === 'ENOENT') return { raw: {}, locate: () => 'settings' }
    throw new SettingsError(
      `${file}: cannot be read (${code}); check --config, SLUICE_CONFIG and the file's permissions`,
      { cause },
    )
  }
  const document = parseDocument(text, { prettyErrors: true })
  if (document.errors[0]) throw new SettingsError(`${file}: ${document.errors[0].message.split('\n')[0]}`)
  const locate = (keys: PropertyKey[]): string => {
    for (let depth = keys.length; depth > 0; depth--) {
      const node = document.getIn(keys.slice(0, depth), true) as { range?: [number, number, number] } | undefined
      if (node?.range) return `${file}:${text.slice(0, node.range[0]).split('\n').length}`
    }
    return file
  }
  const raw: unknown = document.toJS() ?? {}
  if (typeof raw !== 'object' || Array.isArray(raw))
    throw new SettingsError(`${file}:1: settings must be a mapping, such as \`proxy: { listen: "127.0.0.1:8080" }\``)
  return { file, raw, locate }
}

function overlayEnvironment(
  raw: unknown,
  env: Readonly<Record<string, string | undefined>>,
): { values: unknown; fromEnvironment: Map<string, string> } {
  const values = structuredClone(raw) as Record<string, unknown>
  const fromEnvironment = new Map<string, string>()
  for (const { key, defaultValue } of settingsCatalogue()) {
    const text = env[variableOf(key)]
    if (text === undefined || typeof values !== 'object') continue
    const path = key.split('.')
    let target = values
    for (const step of path.slice(0, -1)) target = (target[step] ??= {}) as Record<string, unknown>
    target[path.at(-1)!] = fromText(text, defaultValue)
    fromEnvironment.set(key, variableOf(key))
  }
  return { values, fromEnvironment }
}

function fromText(text: string, like: unknown): unknown {
  if (typeof like === 'number') return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
  if (typeof like === 'boolean')
    return ({ true: true, 1: true, false: false, 0: false } as Record<string, boolean>)[text] ?? text
  if (Array.isArray(like))
    return text
      .split(',')
      .map(s => s.trim())
      .filter(Boolean)
      .map(s => (typeof like[0] === 'number' ? Number(s) : s))
  if (typeof like === 'object') {
    try {
      return JSON.parse(text)
    } catch {
      return text
    }
  }
  return text
}
