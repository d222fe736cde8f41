-- The raw facts. They are only ever added to: withdrawing is a row of its own, not a DELETE.
-- No keys, sequences or ON CONFLICT, so that a lake of files could hold the same tables;
-- the writer checks what a key would have checked.

-- Every change that made a version: who, when, why.
CREATE TABLE change (
    change BIGINT, made_at TIMESTAMP, person TEXT, action TEXT, why TEXT
);

-- A file that was stored. seq grows: of two files that say the same, the later one counts.
CREATE TABLE submission (
    submission TEXT, seq BIGINT, file TEXT, sha256 TEXT, size BIGINT,
    received_on DATE, stored_at TIMESTAMP, person TEXT, reason TEXT, illustrative BOOLEAN
);

CREATE TABLE withdrawal (
    submission TEXT, withdrawn_at TIMESTAMP, person TEXT, reason TEXT
);

CREATE TABLE sheet (
    submission TEXT, sheet TEXT, form TEXT, period TEXT, org_unit TEXT, rows INTEGER, skipped TEXT
);

-- What was found on reading; facts is JSON. Kept so that a warning's reason stays with it.
CREATE TABLE finding (
    submission TEXT, severity TEXT, code TEXT, sheet TEXT, cell TEXT, found TEXT, facts TEXT
);

-- One number of one unit, as a cell says it. family and replaces say what a later file takes
-- the place of: everything of the unit, family and period ('unit'), or the single item ('item').
CREATE TABLE observation (
    submission TEXT, seq BIGINT, form TEXT, family TEXT, replaces TEXT,
    org_unit TEXT, item TEXT, section TEXT, period TEXT, value DOUBLE,
    raw TEXT, sheet TEXT, cell TEXT
);
