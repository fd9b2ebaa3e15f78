/**
 * The plan's tables (replaced as a whole by an import) and the cycle's (phases, updates, reminders, audit: never
 * touched by an import, so they name the plan by body and year and not by its rows).
 */
export const planAndCycle = `
CREATE TABLE plan (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  body_name TEXT NOT NULL,
  year INTEGER NOT NULL,
  document TEXT NOT NULL,
  approval_act TEXT,
  approved_on TEXT,
  controller_unit TEXT NOT NULL,
  patron_day TEXT NOT NULL,
  timezone TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  UNIQUE (body, year)
) STRICT;

CREATE TABLE department (
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  PRIMARY KEY (plan_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  department TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  note TEXT,
  PRIMARY KEY (plan_id, code),
  FOREIGN KEY (plan_id, department) REFERENCES department (plan_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  kind TEXT NOT NULL CHECK (kind IN ('objective', 'process', 'indicator')),
  number INTEGER NOT NULL,
  code TEXT,
  title TEXT NOT NULL,
  short_title TEXT NOT NULL,
  summary TEXT NOT NULL,
  keywords TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('unit', 'transversal')),
  horizon_start INTEGER NOT NULL,
  horizon_end INTEGER NOT NULL,
  weight INTEGER,
  attainment REAL,
  goals TEXT NOT NULL,
  targets TEXT NOT NULL,
  PRIMARY KEY (plan_id, kind, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment (
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  department TEXT NOT NULL,
  unit TEXT,
  lead INTEGER NOT NULL CHECK (lead IN (0, 1)),
  source TEXT NOT NULL,
  PRIMARY KEY (plan_id, position),
  FOREIGN KEY (plan_id, kind, number) REFERENCES item (plan_id, kind, number),
  FOREIGN KEY (plan_id, department) REFERENCES department (plan_id, code),
  FOREIGN KEY (plan_id, unit) REFERENCES unit (plan_id, code)
) STRICT, WITHOUT ROWID;

-- Amounts are integer cents; NULL is "not declared", never zero.
CREATE TABLE cost_line (
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  row INTEGER NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  department TEXT NOT NULL,
  unit TEXT,
  scope_as_printed TEXT NOT NULL,
  personnel INTEGER,
  committed INTEGER,
  settled INTEGER,
  assessed INTEGER,
  collected INTEGER,
  note TEXT,
  PRIMARY KEY (plan_id, row),
  FOREIGN KEY (plan_id, kind, number) REFERENCES item (plan_id, kind, number)
) STRICT, WITHOUT ROWID;

-- Tables that are only ever read whole: one JSON object a row, validated when imported.
CREATE TABLE reference_row (
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  collection TEXT NOT NULL,
  position INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  PRIMARY KEY (plan_id, collection, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (plan_id, code),
  UNIQUE (plan_id, email)
) STRICT, WITHOUT ROWID;

CREATE TABLE role (
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('contact', 'head', 'controller', 'evaluator', 'staff')),
  department TEXT,
  unit TEXT,
  PRIMARY KEY (plan_id, position),
  FOREIGN KEY (plan_id, person) REFERENCES person (plan_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE phase (
  body TEXT NOT NULL,
  year INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kinds TEXT NOT NULL,
  opens_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  closes_on TEXT,
  source TEXT,
  PRIMARY KEY (body, year, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE status_update (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  year INTEGER NOT NULL,
  phase TEXT NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  state TEXT NOT NULL CHECK (state IN ('achieved', 'in_progress', 'amended', 'withdrawn', 'new')),
  percent REAL CHECK (percent BETWEEN 0 AND 100),
  critical_points TEXT,
  corrective_actions TEXT,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (body, year, phase, kind, number, version),
  FOREIGN KEY (body, year, phase) REFERENCES phase (body, year, code)
) STRICT;

-- One row per message owed: claimed before it is sent, so that it is sent once. A message that stands in for
-- somebody who cannot be reached, after its recipient's own went out, is a row of its own (on_behalf).
CREATE TABLE reminder (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  year INTEGER NOT NULL,
  phase TEXT NOT NULL,
  person TEXT NOT NULL,
  step TEXT NOT NULL,
  on_behalf TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'claimed', 'sent', 'failed', 'skipped')),
  late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
  items TEXT NOT NULL CHECK (json_valid(items)),
  attempts INTEGER NOT NULL DEFAULT 0,
  retry_at TEXT,
  claimed_at TEXT NOT NULL,
  claimed_by TEXT NOT NULL,
  settled_at TEXT,
  channel TEXT,
  ts TEXT,
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
  reason TEXT,
  UNIQUE (body, year, phase, person, step, on_behalf),
  FOREIGN KEY (body, year, phase) REFERENCES phase (body, year, code)
) STRICT;
CREATE INDEX reminder_by_status ON reminder (status);

-- Append-only and hash-chained: each row carries the hash of the one before.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
CREATE TRIGGER updates_are_never_changed BEFORE UPDATE ON status_update
BEGIN SELECT RAISE(ABORT, 'status updates are versions: add one'); END;
CREATE TRIGGER updates_are_never_deleted BEFORE DELETE ON status_update
BEGIN SELECT RAISE(ABORT, 'status updates are versions: add one'); END;

-- What a conversation is about, so that "e il 25?" survives a restart.
CREATE TABLE conversation (
  key TEXT PRIMARY KEY,
  content TEXT NOT NULL CHECK (json_valid(content)),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every answer given, so that its buttons, and whoever reports it as wrong, can name it.
CREATE TABLE answer (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  asker TEXT,
  conversation TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (json_valid(answer))
) STRICT, WITHOUT ROWID;

-- Slack delivers at least once: whoever inserts the row handles the event.
CREATE TABLE handled_event (
  key TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
