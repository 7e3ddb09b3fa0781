CREATE TABLE users (
    id            BIGINT       NOT NULL PRIMARY KEY,
    email         VARCHAR(200) NOT NULL UNIQUE,
    password_hash VARCHAR(200) NOT NULL
);
-- Her password is "the first password".
INSERT INTO users (id, email, password_hash) VALUES (1, 'alma@larkspur.example', '{noop}the first password');
