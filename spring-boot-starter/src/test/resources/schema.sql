CREATE TABLE users (
    id            VARCHAR(40)  NOT NULL PRIMARY KEY,
    email         VARCHAR(200) NOT NULL,
    password_hash VARCHAR(200) NOT NULL
);
INSERT INTO users (id, email, password_hash) VALUES ('alice', 'alice@example.com', 'hash of old');
INSERT INTO users (id, email, password_hash) VALUES ('bob', 'bob@example.com', 'hash of old');
CREATE TABLE sessions (account_id VARCHAR(40) NOT NULL);
INSERT INTO sessions (account_id) VALUES ('alice');
INSERT INTO sessions (account_id) VALUES ('bob');
CREATE TABLE journal (entry INT NOT NULL PRIMARY KEY);
