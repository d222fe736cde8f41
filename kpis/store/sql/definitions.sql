-- The definitions a version was reckoned with, so that an old version explains itself.
CREATE OR REPLACE TABLE setting (name TEXT, value TEXT);
CREATE OR REPLACE TABLE period (
    period TEXT, kind TEXT, year INTEGER, number INTEGER, step INTEGER, months INTEGER,
    window_start DATE, window_end DATE
);
-- Ways to reckon a period from others: Quý II = 6 tháng − Quý I. sign is +1 or −1; parts counts
-- the rows of a way; rank orders the ways of a period.
CREATE OR REPLACE TABLE way (
    measure TEXT, period TEXT, rank INTEGER, part TEXT, sign INTEGER, parts INTEGER
);
CREATE OR REPLACE TABLE org_unit (
    org_unit TEXT, position INTEGER, kind TEXT, parent TEXT, valid_from DATE, valid_to DATE
);
CREATE OR REPLACE TABLE indicator (
    indicator TEXT, position INTEGER, definition TEXT, area TEXT, measure TEXT, formula TEXT,
    unit TEXT, decimals INTEGER, direction INTEGER, margin DOUBLE
);
-- Items that make numerator and denominator, and those taken away from the denominator (side
-- 'less'); rank orders alternative sources.
CREATE OR REPLACE TABLE source (
    indicator TEXT, rank INTEGER, side TEXT, item TEXT, items INTEGER
);
-- Who sends an indicator, and whom it adds up to.
CREATE OR REPLACE TABLE reporter (indicator TEXT, org_unit TEXT);
CREATE OR REPLACE TABLE member (indicator TEXT, parent TEXT, org_unit TEXT);
-- The goal an org unit answers for; step of the day it is due.
CREATE OR REPLACE TABLE target (
    indicator TEXT, org_unit TEXT, goal TEXT, target DOUBLE, sign INTEGER, due TEXT, due_step INTEGER,
    own_setting BOOLEAN
);
-- Interim targets on the way; the path is a straight line between its points.
CREATE OR REPLACE TABLE milestone (goal TEXT, step INTEGER, target DOUBLE);
CREATE OR REPLACE TABLE due (kind TEXT, period TEXT, due_on DATE);
