-- What pages look up beside the picture, with texts for ids again.
CREATE OR REPLACE TABLE own AS
SELECT * REPLACE (
    indicator::TEXT AS indicator, org_unit::TEXT AS org_unit, period::TEXT AS period,
    family::TEXT AS family
)
FROM temp.own;

CREATE OR REPLACE TABLE figure AS
SELECT * REPLACE (
    indicator::TEXT AS indicator, org_unit::TEXT AS org_unit, period::TEXT AS period,
    family::TEXT AS family, definition::TEXT AS definition, parts::TEXT[] AS parts
)
FROM temp.figure;

CREATE OR REPLACE TABLE silence AS
SELECT * REPLACE (
    indicator::TEXT AS indicator, parent::TEXT AS parent, period::TEXT AS period,
    org_unit::TEXT AS org_unit, last_period::TEXT AS last_period
)
FROM temp.silence;

CREATE OR REPLACE TABLE contradiction AS
SELECT * REPLACE (indicator::TEXT AS indicator, org_unit::TEXT AS org_unit, period::TEXT AS period)
FROM temp.contradiction;

CREATE OR REPLACE TABLE aim AS
SELECT * REPLACE (
    indicator::TEXT AS indicator, org_unit::TEXT AS org_unit, base_period::TEXT AS base_period
)
FROM temp.aim;

CREATE OR REPLACE TABLE path_point AS
SELECT * REPLACE (indicator::TEXT AS indicator, org_unit::TEXT AS org_unit)
FROM temp.path_point;

CREATE OR REPLACE TABLE like_for_like AS
SELECT * REPLACE (indicator::TEXT AS indicator, org_unit::TEXT AS org_unit, period::TEXT AS period)
FROM temp.like_for_like;
