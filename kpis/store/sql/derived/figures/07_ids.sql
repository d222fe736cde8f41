-- While figures are reckoned and in the three tables that are as long as all reports, ids and the
-- words of the rules are small numbers with names (ENUM): joined and grouped as texts they took twice
-- the time, written as texts ten times. Pages see texts: pages/10_texts.sql. The copies below stand before
-- the tables of the same names as long as the connection lives. An id that only old reports have, of
-- a unit the catalogue has dropped, is one like the others. A type needs a name: each has the empty one.
CREATE TEMP TYPE indicator_id AS ENUM (SELECT '' UNION SELECT indicator FROM indicator ORDER BY ALL);
CREATE TEMP TYPE definition_id AS ENUM (
    SELECT '' UNION SELECT definition FROM definition ORDER BY ALL
);
CREATE TEMP TYPE org_unit_id AS ENUM (
    SELECT '' UNION SELECT org_unit FROM org_unit
    UNION SELECT org_unit FROM observation WHERE org_unit IS NOT NULL ORDER BY ALL
);
CREATE TEMP TYPE period_id AS ENUM (
    SELECT '' UNION SELECT period FROM period
    UNION SELECT period FROM observation WHERE period IS NOT NULL ORDER BY ALL
);
CREATE TEMP TYPE family_id AS ENUM (
    SELECT '' UNION SELECT family FROM observation WHERE family IS NOT NULL ORDER BY ALL
);
CREATE TEMP TYPE word AS ENUM (
    SELECT word FROM (
        SELECT kind AS word FROM org_unit UNION SELECT kind FROM period
        UNION SELECT unit FROM indicator UNION SELECT unnest([goal, kind, due]) FROM target
        UNION VALUES ('own'), ('reckoned'), ('sum'), ('stated'), ('met'), ('on_track'), ('behind'),
            ('off_track'), ('no_target'), ('not_enough_data'), ('not_applicable'), ('closed')
    )
    WHERE word IS NOT NULL ORDER BY ALL
);

CREATE TEMP TABLE org_unit AS
SELECT * REPLACE (org_unit::org_unit_id AS org_unit, kind::word AS kind) FROM org_unit;
CREATE TEMP TABLE period AS
SELECT * REPLACE (period::period_id AS period, kind::word AS kind) FROM period;
CREATE TEMP TABLE due AS
SELECT * REPLACE (period::period_id AS period, kind::word AS kind) FROM due;
CREATE TEMP TABLE way AS
SELECT * REPLACE (period::period_id AS period, part::period_id AS part) FROM way;
CREATE TEMP TABLE indicator AS
SELECT * REPLACE (
    indicator::indicator_id AS indicator, definition::definition_id AS definition, unit::word AS unit
)
FROM indicator;
CREATE TEMP TABLE definition AS
SELECT * REPLACE (indicator::indicator_id AS indicator, definition::definition_id AS definition)
FROM definition;
CREATE TEMP TABLE bridge AS SELECT * REPLACE (indicator::indicator_id AS indicator) FROM bridge;
CREATE TEMP TABLE source AS
SELECT * REPLACE (indicator::indicator_id AS indicator, definition::definition_id AS definition)
FROM source;
CREATE TEMP TABLE reporter AS
SELECT indicator::indicator_id AS indicator, org_unit::org_unit_id AS org_unit FROM reporter;
CREATE TEMP TABLE member AS
SELECT indicator::indicator_id AS indicator, parent::org_unit_id AS parent,
    org_unit::org_unit_id AS org_unit
FROM member;
CREATE TEMP TABLE target AS
SELECT * REPLACE (
    indicator::indicator_id AS indicator, org_unit::org_unit_id AS org_unit,
    base_period::period_id AS base_period, goal::word AS goal, kind::word AS kind, due::word AS due
)
FROM target;
CREATE TEMP TABLE not_applicable AS
SELECT * REPLACE (indicator::indicator_id AS indicator, org_unit::org_unit_id AS org_unit)
FROM not_applicable;
