/** The database's schema as numbered steps, forward only. A released step is never edited: a change is a new step. */

export interface Migration {
  readonly version: number
  readonly sql: string
}

/**
 * `exchanges` holds decisions, `outcomes` how they ended. Their `seq` and `change` come from one counter, so that
 * "everything after n" is one range in each. Both are columns throughout, since JSON would be half of the cost;
 * only findings, rules and refusals are JSON, in the few rows that have them.
 *
 * `exchanges` has no index: every index is one more page in each commit that a request waits for. Look-ups by id,
 * time, user and the rest are in a second file that readers keep (derived.ts).
 */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE exchanges (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        at INTEGER NOT NULL,
        user TEXT NOT NULL,
        app TEXT NOT NULL,
        host TEXT NOT NULL,
        model TEXT,
        kind TEXT NOT NULL,
        action TEXT NOT NULL,
        enforced TEXT NOT NULL,
        severity TEXT NOT NULL,
        coverage TEXT NOT NULL,
        flagged INTEGER NOT NULL,
        hits TEXT,
        parent_id TEXT,
        identified_by TEXT NOT NULL,
        groups TEXT,
        client_address TEXT NOT NULL,
        provider TEXT NOT NULL,
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        account TEXT,
        stream INTEGER NOT NULL,
        coverage_reason TEXT,
        mode TEXT NOT NULL,
        policy_version TEXT NOT NULL,
        request_bytes INTEGER NOT NULL,
        detail TEXT
      );

      CREATE TABLE outcomes (
        change INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL UNIQUE,
        status INTEGER,
        usage_basis TEXT,
        input_tokens INTEGER,
        output_tokens INTEGER,
        cached_input_tokens INTEGER,
        cache_write_tokens INTEGER,
        reasoning_tokens INTEGER,
        model TEXT,
        cost_usd REAL,
        cost_basis TEXT,
        duration_ms REAL NOT NULL,
        first_byte_ms REAL,
        own_micros INTEGER NOT NULL,
        response_bytes INTEGER NOT NULL,
        aborted_by TEXT,
        error TEXT
      );

      CREATE TABLE store (id TEXT NOT NULL, ended_below INTEGER NOT NULL);
      INSERT INTO store VALUES (lower(hex(randomblob(16))), 0);

      CREATE TABLE tunnels (
        day INTEGER NOT NULL,
        host TEXT NOT NULL,
        connections INTEGER NOT NULL,
        bytes_up INTEGER NOT NULL,
        bytes_down INTEGER NOT NULL,
        PRIMARY KEY (day, host)
      ) WITHOUT ROWID;

      CREATE TABLE users (
        name TEXT PRIMARY KEY,
        role TEXT NOT NULL,
        groups TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        disabled INTEGER NOT NULL,
        password_hash TEXT NOT NULL,
        revision INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE users_revision (revision INTEGER NOT NULL);
      INSERT INTO users_revision VALUES (0);

      CREATE TABLE limit_counters (
        limit_id TEXT NOT NULL,
        part TEXT NOT NULL,
        key TEXT NOT NULL,
        state TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        PRIMARY KEY (limit_id, part, key)
      ) WITHOUT ROWID;
    `,
  },
  {
    version: 2,
    sql: `
      CREATE TABLE exemptions (
        n INTEGER PRIMARY KEY AUTOINCREMENT,
        detector TEXT NOT NULL,
        hash TEXT NOT NULL,
        mask TEXT NOT NULL,
        scope TEXT NOT NULL,
        scope_name TEXT NOT NULL,
        reason TEXT NOT NULL,
        until INTEGER NOT NULL,
        created_by TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        from_event TEXT,
        revoked_by TEXT,
        revoked_at INTEGER
      );
      CREATE TRIGGER exemptions_stay BEFORE DELETE ON exemptions
      BEGIN
        SELECT RAISE(ABORT, 'exemptions are revoked, never deleted');
      END;
      CREATE TABLE exemptions_revision (revision INTEGER NOT NULL);
      INSERT INTO exemptions_revision VALUES (0);
    `,
  },
]
