-- What was found in files whose figures count, by the unit and the periods that it is about: the
-- first of each kind. A finding belongs to the unit whose figure stands in its cell, or else to the
-- one that its facts or its sheet name.
CREATE TABLE doubt AS
WITH placed AS (
    SELECT f.submission, f.code, f.sheet, f.cell,
        coalesce(c.org_unit, f.facts->>'org_unit', s.org_unit) AS org_unit
    FROM finding AS f
    LEFT JOIN (
        SELECT submission, sheet, cell, any_value(org_unit) AS org_unit
        FROM live SEMI JOIN finding USING (submission, sheet, cell)
        GROUP BY ALL
    ) AS c USING (submission, sheet, cell)
    LEFT JOIN sheet AS s ON s.submission = f.submission AND s.sheet = f.sheet
)
SELECT p.org_unit, l.period, p.code, min(p.submission) AS submission,
    arg_min(b.file, b.seq) AS file, arg_min(p.sheet, b.seq) AS sheet,
    arg_min(p.cell, b.seq) AS cell, arg_min(b.reason, b.seq) AS reason
FROM placed AS p
JOIN submission AS b USING (submission)
JOIN (
    SELECT DISTINCT submission, org_unit, period FROM live SEMI JOIN finding USING (submission)
) AS l USING (submission, org_unit)
GROUP BY ALL;
