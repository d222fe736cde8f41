-- The raw facts. They are only ever added to: withdrawing is a row of its own, not a DELETE.
-- No keys, sequences or ON CONFLICT, so that a lake of files could hold the same tables;
-- the writer checks what a key would have checked.
-- Run at every change, so that an older store gets tables that have been added since; a version
-- from before then lacks them, which its readers must expect.

-- Every change that made a version: who, when, why.
CREATE TABLE IF NOT EXISTS change (
    change BIGINT, made_at TIMESTAMP, person TEXT, action TEXT, why TEXT
);

-- A file that was stored. seq grows: of two files that say the same, the later one counts.
CREATE TABLE IF NOT EXISTS submission (
    submission TEXT, seq BIGINT, file TEXT, sha256 TEXT, size BIGINT,
    received_on DATE, stored_at TIMESTAMP, person TEXT, reason TEXT, illustrative BOOLEAN
);

CREATE TABLE IF NOT EXISTS withdrawal (
    submission TEXT, withdrawn_at TIMESTAMP, person TEXT, reason TEXT
);

-- Every taking out of a file and every putting back: action is 'withdraw' or 'reinstate', change
-- the one that did it. The table withdrawal is derived from it: the files that are out now. In
-- versions from before a file could be put back, withdrawal itself held the events, hence the copy.
CREATE TABLE IF NOT EXISTS withdrawal_event AS
SELECT 0::BIGINT AS change, submission, 'withdraw' AS action, withdrawn_at AS done_at, person, reason
FROM withdrawal;

CREATE TABLE IF NOT EXISTS sheet (
    submission TEXT, sheet TEXT, form TEXT, period TEXT, org_unit TEXT, rows INTEGER, skipped TEXT
);

-- What was found on reading; facts is JSON. Kept so that a warning's reason stays with it.
CREATE TABLE IF NOT EXISTS finding (
    submission TEXT, severity TEXT, code TEXT, sheet TEXT, cell TEXT, found TEXT, facts TEXT
);

-- One number of one unit, as a cell says it. family and replaces say what a later file takes
-- the place of: everything of the unit, family and period ('unit'), or the single item ('item').
CREATE TABLE IF NOT EXISTS observation (
    submission TEXT, seq BIGINT, form TEXT, family TEXT, replaces TEXT,
    org_unit TEXT, item TEXT, section TEXT, period TEXT, value DOUBLE,
    raw TEXT, sheet TEXT, cell TEXT
);

-- A name of a unit that no catalogue has, and the unit a person said it means; key is what all
-- writings of it have in common. Of several for one key the last whose unit exists counts. Taking
-- one back is an event of its own.
CREATE TABLE IF NOT EXISTS confirmed_name (
    confirmation BIGINT, name TEXT, key TEXT, org_unit TEXT, reason TEXT, person TEXT,
    confirmed_at TIMESTAMP
);

CREATE TABLE IF NOT EXISTS revoked_name (
    confirmation BIGINT, reason TEXT, person TEXT, revoked_at TIMESTAMP
);

-- A later date for one unit's report on a family of forms; of several the last one counts.
CREATE TABLE IF NOT EXISTS extension (
    org_unit TEXT, family TEXT, period TEXT, due_on DATE, reason TEXT, person TEXT, granted_at TIMESTAMP
);

-- A report sent back to its unit with remarks. seq is the latest submission it rests on: a later
-- one is the answer. The figures stay until the answer takes their place.
CREATE TABLE IF NOT EXISTS sent_back (
    org_unit TEXT, family TEXT, period TEXT, seq BIGINT, remarks TEXT, person TEXT, sent_back_at TIMESTAMP
);

-- A goal as a stored annex gives it: kept beside the catalogue's goals, which it does not change.
CREATE TABLE IF NOT EXISTS given_target (
    submission TEXT, seq BIGINT, indicator TEXT, comparator TEXT, value DOUBLE, level TEXT, due TEXT,
    wording TEXT, sheet TEXT, cell TEXT
);

-- Tasks of plans, criteria and printed sums of scorecards, as written; place is the order in the
-- file. due_… is what the deadline was read as: see kpis/domain/deadlines.py. Of two standing
-- files of one set (and unit) the later one counts.
CREATE TABLE IF NOT EXISTS task (
    submission TEXT, seq BIGINT, place INTEGER, "set" TEXT, code TEXT, area TEXT, task TEXT,
    product TEXT, lead TEXT, partners TEXT, deadline TEXT, note TEXT, requirement TEXT,
    lead_units TEXT[], partner_units TEXT[], due_kind TEXT, due_dates DATE[], due_starts DATE,
    due_before BOOLEAN, due_tentative BOOLEAN, due_every TEXT[], sheet TEXT, cell TEXT
);

CREATE TABLE IF NOT EXISTS criterion (
    submission TEXT, seq BIGINT, place INTEGER, "set" TEXT, org_unit TEXT, code TEXT, area TEXT,
    title TEXT, max DOUBLE, self DOUBLE, appraised DOUBLE, survey DOUBLE, lost DOUBLE,
    reason TEXT, solution TEXT, owner TEXT, deadline TEXT, note TEXT, owner_units TEXT[],
    due_kind TEXT, due_dates DATE[], due_starts DATE, due_before BOOLEAN, due_tentative BOOLEAN,
    due_every TEXT[], sheet TEXT, cell TEXT
);

CREATE TABLE IF NOT EXISTS score_total (
    submission TEXT, seq BIGINT, place INTEGER, "set" TEXT, org_unit TEXT, kind TEXT, code TEXT,
    title TEXT, max DOUBLE, self DOUBLE, given DOUBLE, lost DOUBLE, sheet TEXT, cell TEXT
);

-- Columns that came later: proof and explanation of a criterion, the points its unit claims, whether
-- it does not apply, which other body it waits for, and the stage its card was made at (self,
-- appraised, heard: after disputes). Sums of kind 'rank' hold the place and how many were ranked,
-- those of kind 'grade' the grade's name: what was published stays beside what is reckoned.
ALTER TABLE criterion ADD COLUMN IF NOT EXISTS evidence TEXT;
ALTER TABLE criterion ADD COLUMN IF NOT EXISTS explanation TEXT;
ALTER TABLE criterion ADD COLUMN IF NOT EXISTS claimed DOUBLE;
ALTER TABLE criterion ADD COLUMN IF NOT EXISTS not_applicable BOOLEAN;
ALTER TABLE criterion ADD COLUMN IF NOT EXISTS depends_on TEXT;
ALTER TABLE criterion ADD COLUMN IF NOT EXISTS stage TEXT;
ALTER TABLE score_total ADD COLUMN IF NOT EXISTS stage TEXT;
-- The criteria whose lost points a task is to win back, as its plan names them.
ALTER TABLE task ADD COLUMN IF NOT EXISTS criteria TEXT;

-- Rankings as they were published, a row a unit: kept beside what scorecards come to, which they
-- never change. Of two standing files of one set the later one counts for the units it names.
CREATE TABLE IF NOT EXISTS published_score (
    submission TEXT, seq BIGINT, place INTEGER, "set" TEXT, year INTEGER, org_unit TEXT,
    self DOUBLE, appraised DOUBLE, survey DOUBLE, total DOUBLE, rank INTEGER, ranked INTEGER,
    grade TEXT, sheet TEXT, cell TEXT
);

-- Reopenings of scorecards that were appraised, with the file they rested on (its seq): a card
-- stays open until a later file of it comes in.
CREATE TABLE IF NOT EXISTS score_reopening (
    "set" TEXT, org_unit TEXT, seq BIGINT, reason TEXT, person TEXT, reopened_at TIMESTAMP
);

-- What officers recorded of a scorecard on the page, numbered as it came. seq is the latest file of
-- the card then, stage the one it belongs to (appraised, or heard: after disputes). kind:
-- 'appraised', 'disputed' and 'settled' with points; 'not_applicable', 'applicable'; 'waiting' for
-- another body (named in body), 'not_waiting'; 'locked', of the whole card, without a code.
-- A later file of that stage or a higher one takes the place of all of them but the disputes.
CREATE TABLE IF NOT EXISTS score_mark (
    mark BIGINT, "set" TEXT, org_unit TEXT, seq BIGINT, stage TEXT, code TEXT, kind TEXT,
    points DOUBLE, body TEXT, reason TEXT, person TEXT, marked_at TIMESTAMP
);
-- How many marks there were when a card was reopened: those after it may lock it again.
ALTER TABLE score_reopening ADD COLUMN IF NOT EXISTS mark BIGINT;

-- What a file of definitions says from a change on. edited: by an officer here, so that it counts
-- before the folder's own file; otherwise as the folder had it. NULL: the file is gone.
CREATE TABLE IF NOT EXISTS catalogue_text (change BIGINT, name TEXT, content TEXT, edited BOOLEAN);

-- What was done of a plan's tasks. A task is known by its key within its set; what it was called
-- then is kept with it, so that a newer file's task is found again and a vanished one stays
-- readable. due_on is the occurrence answered, period the quarter that a standing task reports on.
-- submission: the workbook it came in, with which it is withdrawn.
CREATE TABLE IF NOT EXISTS task_report (
    report TEXT, "set" TEXT, task_key TEXT, area TEXT, code TEXT, task TEXT, done_on DATE,
    due_on DATE, period TEXT, product TEXT, file TEXT, sha256 TEXT, note TEXT, person TEXT,
    reported_at TIMESTAMP, submission TEXT, sheet TEXT, cell TEXT
);

CREATE TABLE IF NOT EXISTS task_report_withdrawal (
    report TEXT, withdrawn_at TIMESTAMP, person TEXT, reason TEXT
);

-- What a deadline that could be read in two ways, or names no day, is taken to mean; of several
-- the last one counts.
CREATE TABLE IF NOT EXISTS task_deadline (
    "set" TEXT, task_key TEXT, area TEXT, code TEXT, task TEXT, deadline TEXT, due_kind TEXT,
    due_dates DATE[], due_starts DATE, due_before BOOLEAN, due_tentative BOOLEAN,
    due_every TEXT[], reason TEXT, person TEXT, decided_at TIMESTAMP
);

-- The words that were taken to mean it: a newer file that words the deadline otherwise is read anew.
ALTER TABLE task_deadline ADD COLUMN IF NOT EXISTS wording TEXT;

-- What a task is to win back: a criterion of a criteria set, or an indicator. linked is false
-- where a link was taken away; of several the last one counts.
CREATE TABLE IF NOT EXISTS task_link (
    "set" TEXT, task_key TEXT, area TEXT, code TEXT, task TEXT, kind TEXT, target_set TEXT,
    target TEXT, linked BOOLEAN, person TEXT, linked_at TIMESTAMP
);

-- A published figure of another province, as a ranking beside our own gives it; never added to
-- anything of ours. name is as written; of several files the latest that stands counts.
CREATE TABLE IF NOT EXISTS peer_figure (
    submission TEXT, seq BIGINT, family TEXT, name TEXT, item TEXT, period TEXT, value DOUBLE,
    raw TEXT, sheet TEXT, cell TEXT
);

-- Boundaries of the units of one level, as an officer gave them; those of the last change count.
-- shape is WKT, in degrees or in metres of a plane. No shape: boundaries were taken away.
CREATE TABLE IF NOT EXISTS boundary (change BIGINT, level TEXT, org_unit TEXT, shape TEXT);

-- What was decided about a concern (its item: cause, indicator, unit): action is 'directed' (by a
-- document), 'handed' (to a unit, with a day), 'dismissed' (for a reason) or 'reopened'. priority and
-- size are the concern's at that moment, so that it can be told what has become of it.
CREATE TABLE IF NOT EXISTS directive (
    directive BIGINT, item TEXT, cause TEXT, indicator TEXT, org_unit TEXT, period TEXT, action TEXT,
    document TEXT, handed_to TEXT, due_on DATE, reason TEXT, priority DOUBLE, size DOUBLE,
    person TEXT, decided_at TIMESTAMP
);
