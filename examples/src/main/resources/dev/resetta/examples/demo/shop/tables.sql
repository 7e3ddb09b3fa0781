CREATE TABLE IF NOT EXISTS users (
    id            VARCHAR(36)  NOT NULL PRIMARY KEY,
    email         VARCHAR(254) NOT NULL UNIQUE,
    name          VARCHAR(64)  NOT NULL UNIQUE,
    password_hash VARCHAR(255) NOT NULL,
    disabled      BOOLEAN      NOT NULL
);

CREATE TABLE IF NOT EXISTS sessions (
    digest          CHAR(64)    NOT NULL PRIMARY KEY,
    user_id         VARCHAR(36) NOT NULL,
    password_digest CHAR(64)    NOT NULL,
    expires_at      BIGINT      NOT NULL
);

CREATE INDEX IF NOT EXISTS sessions_of_user ON sessions (user_id);
