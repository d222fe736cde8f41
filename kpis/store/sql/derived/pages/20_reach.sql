-- How many of a sum's members have met their goal, and how many have a status at all: asked for with
-- every goal of the province, whose members are all units of the picture.
CREATE TABLE reach AS
SELECT m.indicator::TEXT AS indicator, m.parent::TEXT AS org_unit, s.period,
    count(*) FILTER (s.status = 'met') AS reaching,
    count(*) FILTER (s.status IN ('met', 'on_track', 'behind', 'off_track')) AS judged
FROM member AS m
JOIN picture_row AS s ON s.indicator = m.indicator AND s.org_unit = m.org_unit
GROUP BY ALL;
