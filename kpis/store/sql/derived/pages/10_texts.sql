-- What pages look up, with texts for ids again.
CREATE OR REPLACE VIEW own AS
SELECT * REPLACE (
    indicator::TEXT AS indicator, org_unit::TEXT AS org_unit, period::TEXT AS period,
    family::TEXT AS family
)
FROM own_row;

CREATE OR REPLACE VIEW figure AS
SELECT * REPLACE (
    indicator::TEXT AS indicator, org_unit::TEXT AS org_unit, period::TEXT AS period,
    family::TEXT AS family, definition::TEXT AS definition, parts::TEXT[] AS parts,
    basis::TEXT AS basis
)
FROM figure_row;

CREATE OR REPLACE VIEW picture AS
SELECT * REPLACE (
    indicator::TEXT AS indicator, org_unit::TEXT AS org_unit, kind::TEXT AS kind,
    definition::TEXT AS definition, unit::TEXT AS unit, unit_kind::TEXT AS unit_kind,
    basis::TEXT AS basis, goal::TEXT AS goal, goal_kind::TEXT AS goal_kind, due::TEXT AS due,
    status::TEXT AS status
)
FROM picture_row;

-- With how many indicators a silent unit owes in all.
CREATE OR REPLACE TABLE silence AS
SELECT s.* REPLACE (
        s.indicator::TEXT AS indicator, s.parent::TEXT AS parent, s.period::TEXT AS period,
        s.org_unit::TEXT AS org_unit, s.last_period::TEXT AS last_period
    ),
    coalesce(o.unreported, 0) AS unreported
FROM temp.silence AS s
LEFT JOIN (
    SELECT org_unit, period, count(*) AS unreported FROM picture_row
    WHERE reports AND reading_of IS NULL AND status = 'not_enough_data' AND reported = 0
    GROUP BY ALL
) AS o ON o.org_unit = s.org_unit AND o.period = s.period;

CREATE OR REPLACE TABLE contradiction AS
SELECT * REPLACE (indicator::TEXT AS indicator, org_unit::TEXT AS org_unit, period::TEXT AS period)
FROM temp.contradiction;

CREATE OR REPLACE TABLE aim AS
SELECT * REPLACE (
    indicator::TEXT AS indicator, org_unit::TEXT AS org_unit, base_period::TEXT AS base_period,
    goal::TEXT AS goal, kind::TEXT AS kind, due::TEXT AS due
)
FROM temp.aim;

CREATE OR REPLACE TABLE path_point AS
SELECT * REPLACE (indicator::TEXT AS indicator, org_unit::TEXT AS org_unit)
FROM temp.path_point;

CREATE OR REPLACE TABLE like_for_like AS
SELECT * REPLACE (indicator::TEXT AS indicator, org_unit::TEXT AS org_unit, period::TEXT AS period)
FROM temp.like_for_like;
