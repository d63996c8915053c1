-- Records, actions, people: what came to the schema with this state, as SQLite has it, and a few rows.

CREATE TABLE meta (
    "key" VARCHAR(40) NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
);
INSERT INTO meta VALUES ('epoch', 'e7'), ('centre', 'Sông Mây');

CREATE TABLE counters (
    name VARCHAR(40) NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (name)
);
INSERT INTO counters VALUES ('seq', 41);

CREATE TABLE records (
    type VARCHAR(40) NOT NULL,
    id VARCHAR(120) NOT NULL,
    version INTEGER NOT NULL,
    seq BIGINT NOT NULL,
    removed BOOLEAN NOT NULL,
    reason VARCHAR(40),
    changed_ms BIGINT NOT NULL,
    data JSON NOT NULL,
    PRIMARY KEY (type, id)
);
CREATE INDEX records_by_seq ON records (seq);
INSERT INTO records VALUES ('incident', 'i1', 3, 40, false, NULL, 1760000000000, '{"title":"Ngập đường Trần Phú","state":"new"}'),
    ('incident', 'i0', 2, 41, true, 'expired', 1760000001000, '{}');

CREATE TABLE actions (
    action_id VARCHAR(40) NOT NULL,
    device_id VARCHAR(64) NOT NULL,
    device_seq BIGINT NOT NULL,
    actor_id VARCHAR(64) NOT NULL,
    type VARCHAR(40) NOT NULL,
    target_type VARCHAR(40) NOT NULL,
    target_id VARCHAR(120) NOT NULL,
    base_version INTEGER NOT NULL,
    payload JSON NOT NULL,
    occurred_at VARCHAR(40) NOT NULL,
    mono_ms BIGINT NOT NULL,
    boot_id VARCHAR(64) NOT NULL,
    prev_hash VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    received_at VARCHAR(40) NOT NULL,
    result VARCHAR(20) NOT NULL,
    version INTEGER NOT NULL,
    problem JSON,
    audit_seq BIGINT NOT NULL,
    audit_hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (action_id),
    UNIQUE (device_id, device_seq)
);
INSERT INTO actions VALUES ('a1', 'd1', 9007199254740993, 'ha.le', 'note', 'incident', 'i1', 2, '{"text":"Đã gọi"}', '2026-01-01T00:00:00Z',
    5, 'b1', 'p', 'h', '2026-01-01T00:00:01Z', 'applied', 3, NULL, 1, 'audit');

CREATE TABLE devices (
    device_id VARCHAR(64) NOT NULL,
    last_seq BIGINT NOT NULL,
    PRIMARY KEY (device_id)
);
INSERT INTO devices VALUES ('d1', 9007199254740993);

CREATE TABLE device_people (
    device_id VARCHAR(64) NOT NULL,
    user_id VARCHAR(64) NOT NULL,
    PRIMARY KEY (device_id, user_id)
);
INSERT INTO device_people VALUES ('d1', 'ha.le');

CREATE TABLE known_hashes (
    device_id VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    skipped VARCHAR(20),
    PRIMARY KEY (device_id, hash)
);
INSERT INTO known_hashes VALUES ('d1', 'h', NULL);

CREATE TABLE users (
    id VARCHAR(64) NOT NULL,
    name VARCHAR(200) NOT NULL,
    role VARCHAR(20) NOT NULL,
    desk VARCHAR(120) NOT NULL,
    salt VARCHAR(64) NOT NULL,
    password_hash VARCHAR(128) NOT NULL,
    PRIMARY KEY (id)
);
INSERT INTO users VALUES ('ha.le', 'Lê Thị Hà', 'operator', 'Bàn 1', 'salt', 'hash');

CREATE TABLE tokens (
    hash VARCHAR(64) NOT NULL,
    user_id VARCHAR(64) NOT NULL,
    device_id VARCHAR(64) NOT NULL,
    expires_ms BIGINT NOT NULL,
    PRIMARY KEY (hash)
);
INSERT INTO tokens VALUES ('t1', 'ha.le', 'd1', 1790000000000);

CREATE TABLE points (
    indicator_id VARCHAR(120) NOT NULL,
    at_ms BIGINT NOT NULL,
    value FLOAT NOT NULL,
    PRIMARY KEY (indicator_id, at_ms)
);
INSERT INTO points VALUES ('rain', 1760000000000, 12.5), ('rain', 1760000060000, 13.25);
