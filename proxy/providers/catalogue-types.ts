/** An AI app or API as the catalogue and the policy's `apps:` describe it. */

export type AppKind = 'api' | 'assistant' | 'search' | 'coding' | 'writing' | 'images' | 'gateway' | 'own'

export interface CatalogueApp {
  readonly id: string
  readonly name: string
  readonly vendor: string
  readonly kind: AppKind
  /** Hosts that carry prompts or uploads: `api.openai.com`, `*.openai.azure.com` (sub-domains only), `llm.acme.example:8443`. */
  readonly hosts: readonly string[]
  /** Provider id that reads its traffic. */
  readonly format: string
  /** Further formats the same hosts speak, tried in order when the first does not know the path; `generic` reads what none of them knows. */
  readonly alsoFormats?: readonly string[]
  /** Path prefixes that are AI, on hosts that also carry other traffic. Such an app is opened only when the policy asks. */
  readonly sharedPaths?: readonly string[]
  /** Opened (decrypted) when false is not said. */
  readonly intercept?: false
  /** Set by the policy. */
  readonly sanctioned?: boolean
}
