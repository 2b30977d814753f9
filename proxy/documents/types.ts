/**
 * A request body as text leaves with their exact places, so that an edit changes those bytes and no other.
 * JSON, form, multipart and plain text are one file each; documents/index.ts picks by content type.
 */

/** One string (or long number) of the body, decoded; nested JSON inside a string appears as leaves of its own. */
export interface Leaf {
	/** `['messages', 0, 'content']`; a string nested as JSON continues the path after a `'#json'` step. */
	readonly path: readonly (string | number)[];
	readonly text: string;
	/** Object keys long enough to hide something are leaves too. */
	readonly role: "value" | "key" | "number";
}

export interface LeafEdit {
	/** Index into `leaves`. */
	readonly leaf: number;
	readonly start: number;
	readonly end: number;
	readonly replacement: string;
}

export interface BodyDocument {
	readonly type:
		| "json"
		| "ndjson"
		| "form"
		| "multipart"
		| "text"
		| "binary"
		| "empty";
	readonly leaves: readonly Leaf[];
	/** A string, number or boolean by path (`model`, `stream`, `max_tokens`); undefined when absent or not a scalar. */
	scalar(...path: (string | number)[]): string | number | boolean | undefined;
	/** Parts that hold no readable text: a file part, base64 that is not text. Named for people. */
	readonly unread: readonly string[];
	/** The same bytes with the edits made, re-encoded at every level. Throws RangeError on an edit outside its leaf. */
	rewrite(edits: readonly LeafEdit[]): Buffer;
}
