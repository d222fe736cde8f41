-- The definitions a version was reckoned with, so that an old version explains itself.
CREATE OR REPLACE TABLE setting (name TEXT, value TEXT);
CREATE OR REPLACE TABLE period (
    period TEXT, kind TEXT, year INTEGER, number INTEGER, step INTEGER, months INTEGER,
    window_start DATE, window_end DATE
);
-- Ways to reckon a period from others: Quý II = 6 tháng − Quý I. sign is +1 or −1; rank orders
-- the ways of a period.
CREATE OR REPLACE TABLE way (
    measure TEXT, period TEXT, rank INTEGER, part TEXT, sign INTEGER
);
CREATE OR REPLACE TABLE org_unit (
    org_unit TEXT, position INTEGER, kind TEXT, parent TEXT, valid_from DATE, valid_to DATE
);
CREATE OR REPLACE TABLE indicator (
    indicator TEXT, position INTEGER, definition TEXT, area TEXT, measure TEXT, formula TEXT,
    unit TEXT, decimals INTEGER, direction INTEGER, margin DOUBLE,
    -- The indicator this is another formula of; never added to it or ranked with it.
    reading_of TEXT
);
-- Dated definitions. A report falls under the one valid on the last day it covers. series counts
-- the breaks: figures of one series may be joined, those of two only over a bridge.
CREATE OR REPLACE TABLE definition (
    indicator TEXT, definition TEXT, series INTEGER, since DATE, until DATE
);
-- What a value of an older series is multiplied by beside a newer one; no row, no comparison.
CREATE OR REPLACE TABLE bridge (
    indicator TEXT, from_series INTEGER, to_series INTEGER, factor DOUBLE
);
-- Items that make numerator and denominator, and those taken away from the denominator (side
-- 'less'); rank orders alternative sources.
CREATE OR REPLACE TABLE source (
    indicator TEXT, definition TEXT, rank INTEGER, side TEXT, item TEXT, items INTEGER
);
-- Who sends an indicator, and whom it adds up to.
CREATE OR REPLACE TABLE reporter (indicator TEXT, org_unit TEXT);
CREATE OR REPLACE TABLE member (indicator TEXT, parent TEXT, org_unit TEXT);
-- The goal an org unit answers for between two days; step of the day it is due. kind: reach,
-- hold (target NULL: no worse than where it started), range (two rows, one for each end, with both
-- ends in low and high), reduce (target is a percent of the value of base_period), yes_no.
-- reason says why a unit's target is its own.
CREATE OR REPLACE TABLE target (
    indicator TEXT, org_unit TEXT, goal TEXT, goal_key TEXT, kind TEXT, sign INTEGER, target DOUBLE,
    low DOUBLE, high DOUBLE, due TEXT, due_step INTEGER, base DOUBLE, base_period TEXT,
    base_step INTEGER, own_setting BOOLEAN, reason TEXT, valid_from DATE, valid_to DATE
);
-- Interim targets on the way; shape: linear (the way leads there evenly) or step (the last target
-- stands until this one is due).
CREATE OR REPLACE TABLE milestone (goal_key TEXT, step INTEGER, target DOUBLE, shape TEXT);
-- Units that have nothing to do with an indicator between two days.
CREATE OR REPLACE TABLE not_applicable (
    indicator TEXT, org_unit TEXT, valid_from DATE, valid_to DATE, reason TEXT
);
CREATE OR REPLACE TABLE due (kind TEXT, period TEXT, due_on DATE);
-- Criteria sets by year, with their grades and parts: areas over criteria over components. Grades
-- start at a percent of the highest points; a rule is in the words that kpis/domain/judging.py reads.
CREATE OR REPLACE TABLE criteria_set (
    "set" TEXT, position INTEGER, definition TEXT, title_vi TEXT, title_en TEXT, year INTEGER,
    block TEXT, document TEXT, note TEXT, max DOUBLE, survey_max DOUBLE, not_applicable TEXT,
    own_grades BOOLEAN, illustrative BOOLEAN, counts INTEGER[]
);
CREATE OR REPLACE TABLE criteria_grade (
    "set" TEXT, code TEXT, name_vi TEXT, name_en TEXT, at_least DOUBLE
);
CREATE OR REPLACE TABLE criteria_part (
    "set" TEXT, place INTEGER, code TEXT, parent TEXT, title TEXT, max DOUBLE, judged TEXT,
    rule TEXT, indicator TEXT, evidence TEXT, owner TEXT, exempt TEXT[], bonus BOOLEAN
);
-- Which part of one set may be compared with which of another.
CREATE OR REPLACE TABLE criteria_match (from_set TEXT, from_code TEXT, to_set TEXT, to_code TEXT);
