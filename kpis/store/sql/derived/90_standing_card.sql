-- The scorecard that counts for each set and unit: the latest file that is not withdrawn, and the
-- stage it was made at. Cards from before stages were kept hold appraised points.
CREATE OR REPLACE TABLE standing_card AS
SELECT "set", org_unit, max(seq) AS seq, arg_max(submission, seq) AS submission,
    coalesce(arg_max(stage, seq), 'appraised') AS stage
FROM (
    SELECT "set", org_unit, seq, submission, stage FROM criterion
    UNION ALL
    SELECT "set", org_unit, seq, submission, stage FROM score_total
)
ANTI JOIN withdrawal USING (submission)
GROUP BY ALL;
