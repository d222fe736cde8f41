-- Observations that count now: not withdrawn, and not replaced by a later file.
CREATE OR REPLACE TABLE live AS
SELECT o.*, s.illustrative, s.received_on
FROM observation AS o
JOIN submission AS s USING (submission)
ANTI JOIN withdrawal USING (submission)
QUALIFY o.seq = max(o.seq) OVER (
    PARTITION BY o.org_unit, o.family, o.period,
        CASE WHEN o.replaces = 'item' THEN o.item || '/' || coalesce(o.section, '') END
);

-- The day a unit's report first came in, by family of forms and period.
CREATE OR REPLACE TEMP TABLE arrival AS
SELECT o.org_unit, o.family, o.period, min(s.received_on) AS received_on
FROM observation AS o
JOIN submission AS s USING (submission)
ANTI JOIN withdrawal USING (submission)
GROUP BY ALL;
