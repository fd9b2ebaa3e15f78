/** How a phase is run (ladder, channel, pause), who is away and what was put off; what users say of the answers. */
export const phasesAndFeedback = `
ALTER TABLE phase ADD COLUMN ladder TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(ladder));
ALTER TABLE phase ADD COLUMN channel TEXT;
ALTER TABLE phase ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));

-- Days are inclusive. Without a substitute, the head answers.
CREATE TABLE absence (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  person TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL CHECK (to_day >= from_day),
  substitute TEXT CHECK (substitute <> person),
  recorded_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  cancelled_at TEXT,
  summary_sent_at TEXT
) STRICT;
CREATE INDEX absence_by_person ON absence (body, person);

-- "Ricordamelo" (no item: the whole reminder) and "preso in carico" (one item), until a day.
CREATE TABLE postponement (
  id INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  year INTEGER NOT NULL,
  phase TEXT NOT NULL,
  person TEXT NOT NULL,
  kind TEXT,
  number INTEGER,
  until_day TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK ((kind IS NULL) = (number IS NULL)),
  FOREIGN KEY (body, year, phase) REFERENCES phase (body, year, code)
) STRICT;

-- One opinion per person and answer: the last one counts.
CREATE TABLE feedback (
  answer_id TEXT NOT NULL REFERENCES answer (id),
  person TEXT NOT NULL,
  rating TEXT NOT NULL CHECK (rating IN ('good', 'bad')),
  comment TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (answer_id, person)
) STRICT, WITHOUT ROWID;

-- What a language model, when the body wants one, was asked for and how it ended.
CREATE TABLE model_use (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  outcome TEXT NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL
) STRICT;
`;
