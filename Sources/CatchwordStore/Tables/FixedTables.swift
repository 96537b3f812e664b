import GRDB

/// The tables that every replica has, whatever its schema. Append-only: a change of shape is a new
/// migration, never an edit of an old one.
enum FixedTables {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 replica, log and beside") { database in
      for sql in [replica, interning, log, tail, beside, derived] { try database.execute(sql: sql) }
    }
    migrator.registerMigration("2 lives") { database in try database.execute(sql: lives) }
    migrator.registerMigration("3 forks") { database in try database.execute(sql: forks) }
    migrator.registerMigration("4 totals") { database in try database.execute(sql: totals) }
    migrator.registerMigration("5 ends of segments") { database in
      try database.execute(sql: ends)
    }
    return migrator
  }

  /// `generation` rises with every change of the log table; caches of it are good while it stays.
  private static let replica = """
    CREATE TABLE replica (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      writer INTEGER NOT NULL,
      minted INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      generation INTEGER NOT NULL,
      schema_version INTEGER NOT NULL,
      schema_shape BLOB NOT NULL,
      deriving_version INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE digest (place INTEGER PRIMARY KEY, sum BLOB NOT NULL) STRICT;
    CREATE TABLE census (kind INTEGER PRIMARY KEY, known INTEGER NOT NULL, live INTEGER NOT NULL) STRICT;
    """

  /// `ended` is the time of a segment's last commit, null for what came before there was the column.
  private static let ends = "ALTER TABLE segment ADD COLUMN ended INTEGER"

  /// Digests and counts in one table, since every commit writes both: it spares a page of the log.
  private static let totals = """
    CREATE TABLE total (
      place INTEGER PRIMARY KEY,
      sum BLOB,
      known INTEGER NOT NULL,
      live INTEGER NOT NULL
    ) STRICT;
    INSERT INTO total SELECT place, sum, 0, 0 FROM digest;
    INSERT INTO total SELECT 1000 + kind, NULL, known, live FROM census;
    DROP TABLE digest;
    DROP TABLE census;
    """

  /// Local short names; never ordered, hashed or sent.
  private static let interning = """
    CREATE TABLE writer (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE) STRICT;
    CREATE TABLE space (
      id INTEGER PRIMARY KEY,
      writer BLOB UNIQUE,
      source TEXT UNIQUE
    ) STRICT;
    CREATE TABLE context (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, body BLOB NOT NULL) STRICT;
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      context INTEGER NOT NULL,
      seconds INTEGER NOT NULL,
      source INTEGER NOT NULL,
      UNIQUE (context, seconds, source)
    ) STRICT;
    CREATE TABLE text_subject (
      id INTEGER PRIMARY KEY,
      kind INTEGER NOT NULL,
      text TEXT NOT NULL,
      UNIQUE (kind, text)
    ) STRICT;
    """

  private static let log = """
    CREATE TABLE log (
      writer INTEGER NOT NULL,
      lane INTEGER NOT NULL,
      number INTEGER NOT NULL,
      hash BLOB NOT NULL,
      segments INTEGER NOT NULL,
      paused TEXT,
      PRIMARY KEY (writer, lane)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE segment (
      id INTEGER PRIMARY KEY,
      writer INTEGER NOT NULL,
      lane INTEGER NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      hash BLOB NOT NULL,
      previous BLOB NOT NULL,
      run INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      UNIQUE (writer, lane, last)
    ) STRICT;
    CREATE TABLE held (
      writer INTEGER NOT NULL,
      lane INTEGER NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      hash BLOB NOT NULL,
      context BLOB NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (writer, lane, first, hash)
    ) STRICT;
    CREATE TABLE quarantine (
      id INTEGER PRIMARY KEY,
      writer INTEGER NOT NULL,
      lane INTEGER NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      hash BLOB NOT NULL UNIQUE,
      reason TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE TABLE alarm (
      id INTEGER PRIMARY KEY,
      writer INTEGER NOT NULL,
      lane INTEGER NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    """

  /// One row an unsealed commit. `implicit` counts, by kind, the facts and new rows that are their
  /// own log; `explicit` holds the other operations with their places.
  private static let tail = """
    CREATE TABLE tail (
      lane INTEGER NOT NULL,
      number INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      wall INTEGER NOT NULL,
      boot INTEGER NOT NULL,
      monotonic INTEGER NOT NULL,
      staff TEXT NOT NULL,
      run INTEGER NOT NULL,
      first_minted INTEGER NOT NULL,
      last_minted INTEGER NOT NULL,
      implicit BLOB,
      explicit BLOB,
      PRIMARY KEY (lane, number)
    ) STRICT, WITHOUT ROWID;
    """

  /// What of a record's state does not fit its row: see `BesideRow`.
  private static let beside = """
    CREATE TABLE beside (
      kind INTEGER NOT NULL,
      record INTEGER NOT NULL,
      part INTEGER NOT NULL,
      field INTEGER NOT NULL,
      body BLOB NOT NULL,
      PRIMARY KEY (kind, record, part, field, body)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE unknown_fact (
      kind INTEGER NOT NULL,
      id INTEGER NOT NULL,
      writer INTEGER NOT NULL,
      number INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      time INTEGER NOT NULL,
      staff TEXT NOT NULL,
      run INTEGER NOT NULL,
      rest BLOB,
      PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID;
    """

  private static let derived = """
    CREATE TABLE review (
      id INTEGER PRIMARY KEY,
      hash BLOB NOT NULL,
      subject_kind INTEGER NOT NULL,
      subject INTEGER NOT NULL,
      conflict_case INTEGER NOT NULL,
      severity INTEGER NOT NULL,
      owner TEXT NOT NULL,
      record INTEGER,
      kind INTEGER NOT NULL,
      field INTEGER NOT NULL,
      summary TEXT NOT NULL,
      sides BLOB NOT NULL,
      proposal TEXT NOT NULL,
      resolved INTEGER NOT NULL,
      resolution TEXT NOT NULL
    ) STRICT;
    CREATE INDEX review_by_subject ON review (subject_kind, subject);
    CREATE INDEX review_by_hash ON review (hash);
    CREATE INDEX review_by_owner ON review (resolved, owner, severity);
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      subject_kind INTEGER NOT NULL,
      subject INTEGER NOT NULL,
      UNIQUE (subject_kind, subject)
    ) STRICT;
    CREATE VIRTUAL TABLE search USING fts5 (
      title, names, rest, tokenize = 'unicode61 remove_diacritics 2'
    );
    """

  /// Arms of logs that forked: `root` is the writer of the trunk, `parent` the run that an arm parts
  /// from. What waited before is asked for again.
  private static let forks = """
    ALTER TABLE log ADD COLUMN root INTEGER;
    ALTER TABLE log ADD COLUMN parent INTEGER;
    DELETE FROM held;
    ALTER TABLE held ADD COLUMN previous BLOB;
    CREATE INDEX segment_by_hash ON segment (hash);
    CREATE TABLE shared (
      writer INTEGER NOT NULL,
      lane INTEGER NOT NULL,
      through INTEGER NOT NULL,
      name INTEGER NOT NULL,
      PRIMARY KEY (writer, lane, through)
    ) STRICT, WITHOUT ROWID;
    """

  /// What became of former writers of this replica. `unsent` is empty but inside the transaction that
  /// begins a new writer; `reissue` says under which name an acknowledged commit goes on.
  private static let lives = """
    CREATE TABLE life (
      id INTEGER PRIMARY KEY,
      began INTEGER NOT NULL,
      cause TEXT NOT NULL,
      detail TEXT NOT NULL,
      former INTEGER NOT NULL,
      writer INTEGER NOT NULL,
      lost BLOB NOT NULL,
      lost_commits INTEGER NOT NULL,
      reissued INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE reissue (
      former INTEGER NOT NULL,
      lane INTEGER NOT NULL,
      number INTEGER NOT NULL,
      hash BLOB NOT NULL,
      writer INTEGER NOT NULL,
      new_number INTEGER NOT NULL,
      new_hash BLOB NOT NULL,
      PRIMARY KEY (former, lane, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE unsent (
      sequence INTEGER PRIMARY KEY,
      lane INTEGER NOT NULL,
      number INTEGER NOT NULL,
      wall INTEGER NOT NULL,
      boot INTEGER NOT NULL,
      monotonic INTEGER NOT NULL,
      staff TEXT NOT NULL,
      run INTEGER NOT NULL,
      hash BLOB NOT NULL,
      operations BLOB NOT NULL,
      UNIQUE (lane, number)
    ) STRICT;
    """
}
