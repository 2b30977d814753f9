/** The database's schema as numbered steps, forward only. A released step is never edited: a change is a new step. */

export interface Migration {
  readonly version: number
  readonly sql: string
}

/**
 * `exchanges` holds decisions, `outcomes` how they ended. `seq` and `change` come from one counter, so that
 * "everything after n" is one range in each. Filters read columns; `detail` is the rest of the record as JSON.
 * The rollups are a function of the rows up to `rollup_state.upto`; readers add the rows after it themselves.
 */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE exchanges (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
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
        detail TEXT NOT NULL
      );
      CREATE INDEX exchanges_at ON exchanges (at);
      CREATE INDEX exchanges_user ON exchanges (user, at);
      CREATE INDEX exchanges_flagged ON exchanges (at) WHERE flagged = 1;

      CREATE TABLE outcomes (
        change INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL UNIQUE,
        status INTEGER,
        model TEXT,
        tokens INTEGER,
        cost_usd REAL,
        cost_basis TEXT,
        duration_ms REAL NOT NULL,
        detail TEXT NOT NULL
      );

      CREATE TABLE tags (
        tag TEXT NOT NULL,
        seq INTEGER NOT NULL,
        n INTEGER NOT NULL,
        PRIMARY KEY (tag, seq)
      ) WITHOUT ROWID;

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
]
