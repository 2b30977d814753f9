/** A compiled policy: the whole of what the proxy asks of policies.yaml. Immutable; a reload makes a new one. */
import type { Decision, Person, PolicyRequest } from "./decision.ts";
import type { Scanner } from "./finding.ts";
import type { Limit } from "./limit.ts";

/** An entry of `apps:`: a company's own AI host, or a change to the catalogue's app of the same id. */
export interface PolicyApp {
	readonly id: string;
	readonly name?: string;
	/** `llm.acme.example`, `*.llm.acme.example` (sub-domains), `llm.acme.example:8443`, `10.0.0.9:11434`. */
	readonly hosts: readonly string[];
	/** Provider id that reads it; `generic` when absent and not in the catalogue. */
	readonly format?: string;
	readonly sanctioned?: boolean;
	/** False: never opened, passed blindly. */
	readonly intercept?: boolean;
}

export interface Policy {
	/** First 12 hex digits of the SHA-256 of the sources. */
	readonly version: string;
	readonly mode: "enforce" | "monitor";
	/** What a failure of ours means for the request. */
	readonly onError: "block" | "allow";
	/** What is done with text or files that cannot be read (coverage partial or none). */
	readonly uninspected: "allow" | "alert" | "block";
	readonly scanner: Scanner;
	readonly limits: readonly Limit[];
	readonly apps: readonly PolicyApp[];
	decide(request: PolicyRequest): Decision;
	/** For CONNECT and plain-HTTP hosts that are not AI: only rules with a `host` condition and no content count. */
	decideTunnel(request: {
		readonly person: Person;
		readonly host: string;
		readonly now: Date;
	}): Decision;
}
