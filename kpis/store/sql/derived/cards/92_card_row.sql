-- The rows of every picture of a scorecard, with what officers recorded of them on the page. What an
-- earlier file says stays where a later one is silent: the points a unit gave itself (its own card
-- goes before what others wrote down of it), those it claims, its proofs.
CREATE OR REPLACE TABLE card_row AS
WITH mark AS (
    SELECT p.picture, p.seq AS card, m.*
    FROM card_picture AS p
    JOIN score_mark AS m
        ON m."set" = p."set" AND m.org_unit IS NOT DISTINCT FROM p.org_unit AND m.seq <= p.seq
    WHERE p.picture = 'final' OR m.stage = 'appraised'
), said AS (
    SELECT picture, "set", org_unit, code,
        max(mark) FILTER (kind = 'disputed') AS disputed,
        max(seq) FILTER (kind = 'disputed') AS disputed_seq,
        arg_max(points, mark) FILTER (kind = 'disputed') AS claimed,
        arg_max(reason, mark) FILTER (kind = 'disputed') AS explanation,
        arg_max(reason, mark) FILTER (kind = 'settled') AS ruling
    FROM mark
    GROUP BY ALL
), standing AS (
    SELECT picture, "set", org_unit, code,
        arg_max(points, mark) FILTER (kind = 'appraised') AS appraised,
        max(mark) FILTER (kind = 'settled') AS settling,
        arg_max(points, mark) FILTER (kind = 'settled') AS settled,
        arg_max(kind, mark) FILTER (kind IN ('not_applicable', 'applicable')) AS applies,
        arg_max(kind, mark) FILTER (kind IN ('waiting', 'not_waiting')) AS waits,
        arg_max(body, mark) FILTER (kind = 'waiting') AS depends_on,
        arg_max(reason, mark) FILTER (kind IN ('appraised', 'waiting') AND reason <> '') AS reason,
        arg_max(reason, mark) FILTER (kind = 'not_applicable') AS exempted
    FROM mark AS m
    WHERE NOT EXISTS (
        FROM card_file AS f
        WHERE f."set" = m."set" AND f.org_unit IS NOT DISTINCT FROM m.org_unit
            AND f.seq > m.seq AND f.seq <= m.card
            AND f.rank >= list_position(['self', 'appraised', 'heard'], m.stage)
    )
    GROUP BY ALL
), numbered AS (
    -- A code may stand twice in a file, or a row have none.
    SELECT *, row_number() OVER (PARTITION BY "set", org_unit, seq, code ORDER BY place) AS nth
    FROM criterion
), carried AS (
    SELECT c.* EXCLUDE (stage), f.stage AS file_stage,
        coalesce(
            last_value(CASE WHEN f.stage = 'self' THEN c.self END IGNORE NULLS) OVER earlier,
            last_value(c.self IGNORE NULLS) OVER earlier
        ) AS own,
        last_value(c.claimed IGNORE NULLS) OVER earlier AS still_claimed,
        last_value(c.evidence IGNORE NULLS) OVER earlier AS still_evidence,
        last_value(c.explanation IGNORE NULLS) OVER earlier AS still_explained,
        last_value(CASE WHEN c.claimed IS NOT NULL THEN c.seq END IGNORE NULLS) OVER earlier
            AS claimed_seq
    FROM numbered AS c
    JOIN card_file AS f
        ON f."set" = c."set" AND f.org_unit IS NOT DISTINCT FROM c.org_unit AND f.seq = c.seq
    WINDOW earlier AS (
        PARTITION BY c."set", c.org_unit, c.code, c.nth ORDER BY c.seq ROWS UNBOUNDED PRECEDING
    )
), told AS (
    SELECT p.picture, c.* REPLACE (
            own AS self,
            -- Of a claim recorded here and one of a file, the later.
            CASE WHEN s.disputed_seq >= coalesce(claimed_seq, 0)
                THEN s.claimed ELSE still_claimed END AS claimed,
            still_evidence AS evidence,
            CASE WHEN s.disputed_seq >= coalesce(claimed_seq, 0)
                THEN s.explanation ELSE still_explained END AS explanation,
            coalesce(m.appraised, c.appraised) AS appraised,
            CASE m.applies WHEN 'not_applicable' THEN true WHEN 'applicable' THEN false
                ELSE coalesce(c.not_applicable, false) END AS not_applicable,
            CASE m.waits WHEN 'waiting' THEN m.depends_on WHEN 'not_waiting' THEN NULL
                ELSE c.depends_on END AS depends_on,
            CASE WHEN m.applies = 'not_applicable' THEN m.exempted
                ELSE coalesce(m.reason, c.reason) END AS reason
        ),
        CASE WHEN m.settling > coalesce(s.disputed, 0) THEN m.settled END AS settled,
        s.ruling AS settled_reason
    FROM card_picture AS p
    JOIN carried AS c
        ON c."set" = p."set" AND c.org_unit IS NOT DISTINCT FROM p.org_unit AND c.seq = p.seq
    LEFT JOIN said AS s
        ON s.picture = p.picture AND s."set" = c."set"
        AND s.org_unit IS NOT DISTINCT FROM c.org_unit AND s.code = c.code AND c.nth = 1
    LEFT JOIN standing AS m
        ON m.picture = p.picture AND m."set" = c."set"
        AND m.org_unit IS NOT DISTINCT FROM c.org_unit AND m.code = c.code AND c.nth = 1
)
-- A card made after disputes states what was settled; what was appraised is in the card before it.
SELECT t.* EXCLUDE (own, still_claimed, still_evidence, still_explained, claimed_seq, nth) REPLACE (
        CASE WHEN t.file_stage = 'heard' AND t.picture = 'final'
            THEN coalesce(b.appraised, t.appraised) ELSE t.appraised END AS appraised,
        CASE WHEN t.settled IS NULL AND t.file_stage = 'heard' AND t.picture = 'final'
                AND (t.claimed IS NOT NULL OR t.appraised <> b.appraised)
            THEN t.appraised ELSE t.settled END AS settled,
        CASE WHEN t.settled IS NOT NULL OR t.file_stage = 'heard'
            THEN t.settled_reason END AS settled_reason
    )
FROM told AS t
LEFT JOIN told AS b
    ON b.picture = 'appraised' AND t.picture = 'final' AND b.seq < t.seq
    AND b."set" = t."set" AND b.org_unit IS NOT DISTINCT FROM t.org_unit AND b.code = t.code
    AND b.nth = t.nth;
