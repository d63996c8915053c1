-- Tokens of one wall: what came to the schema with this state, as SQLite has it, and a few rows.

CREATE TABLE bound_tokens (
    hash VARCHAR(64) NOT NULL,
    wall VARCHAR(64) NOT NULL,
    node VARCHAR(64) NOT NULL,
    PRIMARY KEY (hash)
);
INSERT INTO bound_tokens VALUES ('t2', 'phong-truc', '');
