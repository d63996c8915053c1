-- Reporters apart from the records: what came to the schema with this state, as SQLite has it, and a few rows.

CREATE TABLE reporters (
    incident_id VARCHAR(120) NOT NULL,
    data JSON NOT NULL,
    PRIMARY KEY (incident_id)
);
INSERT INTO reporters VALUES ('i1', '{"name":"Nguyễn Văn An"}');

CREATE TABLE reveals (
    number INTEGER NOT NULL,
    incident_id VARCHAR(120) NOT NULL,
    user_id VARCHAR(64) NOT NULL,
    device_id VARCHAR(64) NOT NULL,
    action_id VARCHAR(40) NOT NULL,
    at VARCHAR(40) NOT NULL,
    PRIMARY KEY (number)
);
INSERT INTO reveals VALUES (1, 'i1', 'ha.le', 'd1', 'a1', '2026-01-01T00:00:02Z');
