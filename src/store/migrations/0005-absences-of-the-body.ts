/**
 * Absences are the body's, codes of people are a plan's own: next year's plan may give the code of a post to somebody
 * else. From here on an absence names its people by their e-mail address, as it ties them to their Slack account. Those
 * already recorded get the address that the code had in the plan then current. Whoever they concern is told by a notice.
 */
export const absencesOfTheBody = `
CREATE TEMP TABLE address_then AS
SELECT absence.id AS absence, person.code AS code, lower(person.email) AS address,
  row_number() OVER (
    PARTITION BY absence.id, person.code
    ORDER BY plan.year <= CAST(substr(absence.recorded_at, 1, 4) AS INTEGER) DESC, plan.year DESC
  ) AS place
FROM absence
JOIN plan ON plan.body = absence.body
JOIN person ON person.plan_id = plan.id AND person.code IN (absence.person, absence.substitute, absence.recorded_by);
UPDATE absence SET
  person = coalesce((SELECT address FROM address_then AS t WHERE t.absence = id AND t.code = person AND place = 1), person),
  substitute = coalesce((SELECT address FROM address_then AS t WHERE t.absence = id AND t.code = substitute AND place = 1), substitute),
  recorded_by = coalesce((SELECT address FROM address_then AS t WHERE t.absence = id AND t.code = recorded_by AND place = 1), recorded_by);
DROP TABLE address_then;

-- As before, and the absences: no phase is theirs.
CREATE TABLE notice_of_the_body (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  year INTEGER NOT NULL,
  phase TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'approval', 'outcome', 'absence', 'absence_over')),
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
  reason TEXT,
  absence INTEGER REFERENCES absence (id),
  CHECK ((absence IS NOT NULL) = (kind IN ('absence', 'absence_over'))),
  CHECK ((absence IS NOT NULL) = (phase = ''))
) STRICT;
INSERT INTO notice_of_the_body
SELECT id, key, body, year, phase, kind, person, updates, status, attempts, created_at, claimed_at, claimed_by,
  settled_at, channel, ts, reason, NULL
FROM notice;
DROP TABLE notice;
ALTER TABLE notice_of_the_body RENAME TO notice;
CREATE INDEX notice_by_status ON notice (status);
CREATE INDEX notice_by_person ON notice (body, year, phase, person, kind);
CREATE INDEX notice_by_absence ON notice (absence) WHERE absence IS NOT NULL;
`;
