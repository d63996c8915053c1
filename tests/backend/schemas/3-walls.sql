-- Walls and layouts: what came to the schema with this state, as SQLite has it, and a few rows.

CREATE TABLE layout_versions (
    number INTEGER NOT NULL,
    layout_id VARCHAR(120) NOT NULL,
    version INTEGER NOT NULL,
    at VARCHAR(40) NOT NULL,
    actor_name VARCHAR(200) NOT NULL,
    data JSON NOT NULL,
    PRIMARY KEY (number)
);
CREATE INDEX layout_versions_by_layout ON layout_versions (layout_id, number);
INSERT INTO layout_versions VALUES (1, 'sanh', 1, '2026-01-01T00:00:03Z', 'Lê Thị Hà', '{"screens":[]}');

CREATE TABLE wall_contents (
    hash VARCHAR(64) NOT NULL,
    tiles JSON NOT NULL,
    PRIMARY KEY (hash)
);
INSERT INTO wall_contents VALUES ('c1', '[]');

CREATE TABLE wall_content_refs (
    kind VARCHAR(20) NOT NULL,
    ref VARCHAR(120) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (kind, ref, hash)
);
INSERT INTO wall_content_refs VALUES ('camera', 'cam-01', 'c1');

CREATE TABLE wall_recording (
    number INTEGER NOT NULL,
    wall VARCHAR(120) NOT NULL,
    screen VARCHAR(64) NOT NULL,
    from_ms BIGINT NOT NULL,
    to_ms BIGINT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    still INTEGER,
    PRIMARY KEY (number),
    UNIQUE (wall, screen, from_ms, hash)
);
CREATE INDEX wall_recording_by_end ON wall_recording (to_ms);
CREATE INDEX wall_recording_by_time ON wall_recording (wall, from_ms);
INSERT INTO wall_recording VALUES (1, 'phong-truc', 's1', 1760000000000, 1760000005000, 'c1', 1);

CREATE TABLE wall_stills (
    number INTEGER NOT NULL,
    wall VARCHAR(120) NOT NULL,
    screen VARCHAR(64) NOT NULL,
    at_ms BIGINT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    jpeg BLOB NOT NULL,
    PRIMARY KEY (number)
);
CREATE INDEX wall_stills_by_time ON wall_stills (at_ms);
INSERT INTO wall_stills VALUES (1, 'phong-truc', 's1', 1760000000000, 'x', CAST('jpeg' AS BLOB));
