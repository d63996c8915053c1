-- Pictures of layouts: what came to the schema with this state, as SQLite has it, and a few rows.

CREATE TABLE layout_pictures (
    digest VARCHAR(64) NOT NULL,
    media_type VARCHAR(20) NOT NULL,
    size BIGINT NOT NULL,
    sent_ms BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (digest)
);
INSERT INTO layout_pictures VALUES ('x', 'image/png', 3, 1760000000000, CAST('png' AS BLOB));
