-- One file beside the store, never inside it: versions of the store are copied and handed around.
-- Moments are UTC in one fixed ISO form, so that they compare as text.
BEGIN IMMEDIATE;

CREATE TABLE IF NOT EXISTS person (
    name TEXT PRIMARY KEY,
    full_name TEXT NOT NULL,
    role TEXT NOT NULL,
    -- Ties a person to single sign-on; NULL for those who have none.
    email TEXT UNIQUE,
    password TEXT NOT NULL,
    must_change INTEGER NOT NULL,
    enabled INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE IF NOT EXISTS session (
    -- SHA-256 of the token: whoever reads this file cannot become anybody.
    token_hash TEXT PRIMARY KEY,
    name TEXT NOT NULL REFERENCES person (name),
    expires TEXT NOT NULL
);

-- Repeated failures, by person name and by client address.
CREATE TABLE IF NOT EXISTS hold (
    key TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    until TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    name TEXT NOT NULL,
    by TEXT NOT NULL,
    detail TEXT NOT NULL,
    address TEXT NOT NULL
);

CREATE INDEX IF NOT EXISTS event_of_name ON event (name, what, at);

-- People as everybody else may see them: without the password.
CREATE VIEW IF NOT EXISTS known_person AS
SELECT
    name, full_name, role, email, must_change, enabled,
    (SELECT max(at) FROM event WHERE event.name = person.name AND what = 'signed_in') AS last_seen
FROM person;

CREATE TRIGGER IF NOT EXISTS event_stays BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

CREATE TRIGGER IF NOT EXISTS event_is_kept BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;

PRAGMA user_version = 1;
COMMIT;
