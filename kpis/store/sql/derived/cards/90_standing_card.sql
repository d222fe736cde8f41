-- The files of scorecards that are not withdrawn, each with the stage it was made at (ranked: each
-- stage may follow those below it). Cards from before stages were kept hold appraised points.
CREATE OR REPLACE TABLE card_file AS
SELECT "set", org_unit, seq, any_value(submission) AS submission,
    coalesce(any_value(stage), 'appraised') AS stage,
    list_position(['self', 'appraised', 'heard'], coalesce(any_value(stage), 'appraised')) AS rank
FROM (
    SELECT "set", org_unit, seq, submission, stage FROM criterion
    UNION ALL
    SELECT "set", org_unit, seq, submission, stage FROM score_total
)
ANTI JOIN withdrawal USING (submission)
GROUP BY "set", org_unit, seq;

-- The scorecard that counts for each set and unit: the latest of its files; the stage is that of
-- the file, or the one that an officer has locked it at since. A card that was appraised is locked
-- until it is reopened, and again by a later file or lock.
CREATE OR REPLACE TABLE standing_card AS
WITH latest AS (
    SELECT "set", org_unit, max(seq) AS seq, arg_max(submission, seq) AS submission,
        arg_max(stage, seq) AS file_stage
    FROM card_file
    GROUP BY "set", org_unit
), lock AS (
    SELECT "set", org_unit, seq, max(mark) AS mark, arg_max(stage, mark) AS stage
    FROM score_mark
    WHERE kind = 'locked'
    GROUP BY "set", org_unit, seq
), reopened AS (
    SELECT "set", org_unit, seq, max(coalesce(mark, 0)) AS mark
    FROM score_reopening
    GROUP BY "set", org_unit, seq
)
SELECT l."set", l.org_unit, l.seq, l.submission, l.file_stage,
    coalesce(k.stage, l.file_stage) AS stage,
    coalesce(k.stage, l.file_stage) <> 'self'
        AND (r.mark IS NULL OR coalesce(k.mark, 0) > r.mark) AS locked
FROM latest AS l
LEFT JOIN lock AS k
    ON k."set" = l."set" AND k.org_unit IS NOT DISTINCT FROM l.org_unit AND k.seq = l.seq
LEFT JOIN reopened AS r
    ON r."set" = l."set" AND r.org_unit IS NOT DISTINCT FROM l.org_unit AND r.seq = l.seq;

-- The file that each picture of a card is read from: as it counts now ('final'), and, where disputes
-- have been heard since, as it was appraised before. What units gave themselves stands in both.
CREATE OR REPLACE TABLE card_picture AS
SELECT "set", org_unit, 'final' AS picture, seq FROM standing_card
UNION ALL
SELECT s."set", s.org_unit, 'appraised', max(f.seq)
FROM standing_card AS s
JOIN card_file AS f
    ON f."set" = s."set" AND f.org_unit IS NOT DISTINCT FROM s.org_unit
    AND f.seq <= s.seq AND f.stage <> 'heard'
WHERE (s.file_stage = 'heard' AND f.stage = 'appraised') OR EXISTS (
    FROM score_mark AS m
    WHERE m."set" = f."set" AND m.org_unit IS NOT DISTINCT FROM f.org_unit
        AND CASE WHEN s.file_stage = 'heard' THEN m.kind = 'appraised' AND m.seq = f.seq
            ELSE m.stage = 'heard' AND m.seq <= s.seq AND f.seq = s.seq END
)
GROUP BY s."set", s.org_unit;
