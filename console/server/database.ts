/** The console's own tables in the shared SQLite file. Nothing here can be turned back into a credential. */
import Database from 'better-sqlite3'

export type ConsoleDatabase = Database.Database

/** Opens the file and makes the tables when they are missing. `:memory:` works too. */
export function openConsoleDatabase(path: string): ConsoleDatabase {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('busy_timeout = 5000')
  db.exec(`
    CREATE TABLE IF NOT EXISTS console_sessions (
      hash BLOB PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      user TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      address TEXT NOT NULL,
      user_agent TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS console_sessions_user ON console_sessions (user);
    CREATE TABLE IF NOT EXISTS console_tokens (
      hash BLOB PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      prefix TEXT NOT NULL,
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER,
      last_used_at INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS console_passwords (
      user TEXT PRIMARY KEY,
      chosen_at INTEGER NOT NULL
    ) WITHOUT ROWID;
  `)
  return db
}
