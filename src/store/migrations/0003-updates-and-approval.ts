/**
 * What an update says beyond its state, for whom, and what became of it; the outbox of what must be told; drafts;
 * files; the records of a phase's closing. All append-only, save the outbox's delivery marks and the drafts.
 */
export const updatesAndApproval = `
ALTER TABLE status_update ADD COLUMN based_on INTEGER NOT NULL DEFAULT 0;
-- The structure that reports; '*' when the control office speaks for all.
ALTER TABLE status_update ADD COLUMN structure TEXT NOT NULL DEFAULT '*';
-- 0 for the part of a unit that shares the item: only the coordinator's report gives the item its state.
ALTER TABLE status_update ADD COLUMN closes INTEGER NOT NULL DEFAULT 1 CHECK (closes IN (0, 1));
ALTER TABLE status_update ADD COLUMN origin TEXT NOT NULL DEFAULT 'submission'
  CHECK (origin IN ('submission', 'confirmation', 'correction', 'settlement'));
ALTER TABLE status_update ADD COLUMN note TEXT;
ALTER TABLE status_update ADD COLUMN achieved_on TEXT;
ALTER TABLE status_update ADD COLUMN changes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(changes));
ALTER TABLE status_update ADD COLUMN sheet TEXT CHECK (json_valid(sheet));
ALTER TABLE status_update ADD COLUMN reason TEXT;
ALTER TABLE status_update ADD COLUMN act TEXT;
ALTER TABLE status_update ADD COLUMN evidence TEXT;
ALTER TABLE status_update ADD COLUMN actions_done TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(actions_done));

CREATE INDEX status_update_by_item ON status_update (body, year, kind, number);

-- What became of a version: the newest row counts; none means that it waits for approval.
CREATE TABLE update_decision (
  id INTEGER PRIMARY KEY,
  update_id INTEGER NOT NULL REFERENCES status_update (id),
  kind TEXT NOT NULL CHECK (kind IN ('approved', 'returned', 'reopened', 'cancelled')),
  reason TEXT,
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX update_decision_by_update ON update_decision (update_id);
CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON update_decision
BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON update_decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;

-- What must be told, written together with what it tells: a crash in between loses nothing.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  year INTEGER NOT NULL,
  phase TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'approval', 'outcome')),
  person TEXT NOT NULL,
  updates TEXT NOT NULL CHECK (json_valid(updates)),
  status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'claimed', 'sent', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  claimed_at TEXT,
  claimed_by TEXT,
  settled_at TEXT,
  channel TEXT,
  ts TEXT,
  reason TEXT
) STRICT;
CREATE INDEX notice_by_status ON notice (status);
CREATE INDEX notice_by_person ON notice (body, year, phase, person, kind);

-- What was typed in a form that was closed, until it is sent or thrown away.
CREATE TABLE draft (
  body TEXT NOT NULL,
  year INTEGER NOT NULL,
  phase TEXT NOT NULL,
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  at TEXT NOT NULL,
  PRIMARY KEY (body, year, phase, person, kind, number)
) STRICT, WITHOUT ROWID;

-- A link or a file that proves what an update says.
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  year INTEGER NOT NULL,
  phase TEXT NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  person TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_by_item ON evidence (body, year, kind, number);

-- The Nucleo's opinion, the Giunta's act and the minutes of a phase; the newest of a kind counts.
CREATE TABLE phase_record (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  year INTEGER NOT NULL,
  phase TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('opinion', 'act', 'minutes')),
  content TEXT NOT NULL CHECK (json_valid(content)),
  hash TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  FOREIGN KEY (body, year, phase) REFERENCES phase (body, year, code)
) STRICT;
CREATE TRIGGER records_are_never_changed BEFORE UPDATE ON phase_record
BEGIN SELECT RAISE(ABORT, 'records of a phase are never changed'); END;
CREATE TRIGGER records_are_never_deleted BEFORE DELETE ON phase_record
BEGIN SELECT RAISE(ABORT, 'records of a phase are never deleted'); END;

-- The register of changes: what an approved change makes of the plan, with the value it had before.
CREATE TABLE plan_change (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  year INTEGER NOT NULL,
  phase TEXT NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  update_id INTEGER NOT NULL REFERENCES status_update (id),
  field TEXT NOT NULL CHECK (field IN ('description', 'target', 'indicator', 'deadline', 'withdrawn', 'new')),
  old_value TEXT,
  new_value TEXT,
  applied_at TEXT NOT NULL,
  UNIQUE (update_id, field)
) STRICT;
CREATE TRIGGER plan_changes_are_never_changed BEFORE UPDATE ON plan_change
BEGIN SELECT RAISE(ABORT, 'changes of the plan are never changed'); END;
CREATE TRIGGER plan_changes_are_never_deleted BEFORE DELETE ON plan_change
BEGIN SELECT RAISE(ABORT, 'changes of the plan are never deleted'); END;
`;
