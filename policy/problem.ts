/** What is wrong with a policy, and where: line and column of the file the person edits. */

export interface Place {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
}

export interface PolicyError extends Place {
  readonly message: string
  /** What to do about it, when that is not plain from the message. */
  readonly hint?: string
}

/** Collects errors and warnings; more than `most` of either are dropped, since nobody reads on. */
export class Problems {
  static readonly most = 100
  readonly errors: PolicyError[] = []
  readonly warnings: PolicyError[] = []

  error(place: Place, message: string, hint?: string): void {
    add(this.errors, place, message, hint)
  }

  warn(place: Place, message: string, hint?: string): void {
    add(this.warnings, place, message, hint)
  }

  /** In the order in which one reads the files. */
  sorted(): { errors: PolicyError[]; warnings: PolicyError[] } {
    return { errors: this.errors.toSorted(byPlace), warnings: this.warnings.toSorted(byPlace) }
  }
}

/** `policies.yaml:14:5: unknown key 'acton'; did you mean 'action'?` */
export function formatProblem(problem: PolicyError): string {
  const hint = problem.hint ? ` (${problem.hint})` : ''
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}${hint}`
}

function add(list: PolicyError[], { file, line, column }: Place, message: string, hint?: string): void {
  if (list.length >= Problems.most) return
  if (list.some(p => p.file === file && p.line === line && p.column === column && p.message === message)) return
  list.push({ file, line, column, message, ...(hint === undefined ? {} : { hint }) })
}

function byPlace(a: PolicyError, b: PolicyError): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1
}
