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
