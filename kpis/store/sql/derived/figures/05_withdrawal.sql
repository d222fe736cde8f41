-- The files that are out now: those whose last event is a withdrawal. A file that was put back counts
-- again in its old place, since its seq has not changed.
CREATE OR REPLACE TABLE withdrawal AS
SELECT submission, done_at AS withdrawn_at, person, reason
FROM withdrawal_event
QUALIFY row_number() OVER (PARTITION BY submission ORDER BY change DESC) = 1 AND action = 'withdraw';
