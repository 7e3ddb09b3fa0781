-- Resetta's tables in MySQL.
--
-- Digests, slots and seals are BINARY, so that no collation can take one for another.
-- Text compares by its bytes (utf8mb4_bin): an account id in another case is another account.
-- Instants are BIGINT, milliseconds since 1970-01-01T00:00Z: no time zone of a driver, session or server gets at them.
-- kind and state are words, not numbers, so that an operator can read them and reordering a Java enum cannot change them.

-- One row for each link: everything about its token but the token.
CREATE TABLE IF NOT EXISTS {prefix}token (
    digest        BINARY(32)   NOT NULL,
    cancel_digest BINARY(32)   NOT NULL,
    slot          BINARY(32)   NOT NULL,
    number        BIGINT       NOT NULL,
    realm         VARCHAR(100) NOT NULL,
    account_id    VARCHAR(200) NOT NULL,
    kind          VARCHAR(10)  NOT NULL,
    key_id        VARCHAR(32)  NOT NULL,
    seal          BINARY(32)   NOT NULL,
    issued_at     BIGINT       NOT NULL,
    expires_at    BIGINT       NOT NULL,
    uses          INTEGER      NOT NULL,
    state         VARCHAR(10)  NOT NULL,
    PRIMARY KEY (digest),
    -- For the purge.
    INDEX {name}token_expiry (expires_at),
    -- For an account's links.
    INDEX {name}token_account (realm, account_id, slot, expires_at)
) ENGINE = InnoDB, CHARACTER SET = utf8mb4, COLLATE = utf8mb4_bin;

-- The number up to which the links of a slot are replaced.
CREATE TABLE IF NOT EXISTS {prefix}slot (
    slot   BINARY(32) NOT NULL,
    number BIGINT     NOT NULL,
    PRIMARY KEY (slot)
) ENGINE = InnoDB, CHARACTER SET = utf8mb4, COLLATE = utf8mb4_bin;

-- For requestLimiter(): when all permits of a key are back. The key is a digest, and tells nothing of what was typed.
CREATE TABLE IF NOT EXISTS {prefix}permit (
    id      BINARY(32) NOT NULL,
    full_at BIGINT     NOT NULL,
    PRIMARY KEY (id),
    -- For clearing away.
    INDEX {name}permit_age (full_at)
) ENGINE = InnoDB, CHARACTER SET = utf8mb4, COLLATE = utf8mb4_bin;

-- For deliveryQueue(), of the shape db-scheduler wants; this lane: who is meant.
CREATE TABLE IF NOT EXISTS {prefix}queue_requests (
    task_name            VARCHAR(40) NOT NULL,
    task_instance        VARCHAR(40) NOT NULL,
    task_data            BLOB,
    execution_time       DATETIME(6) NOT NULL,
    picked               BOOLEAN     NOT NULL,
    picked_by            VARCHAR(50),
    last_success         DATETIME(6) NULL,
    last_failure         DATETIME(6) NULL,
    consecutive_failures INTEGER,
    last_heartbeat       DATETIME(6) NULL,
    version              BIGINT      NOT NULL,
    PRIMARY KEY (task_name, task_instance),
    INDEX {name}queue_requests_due (execution_time),
    INDEX {name}queue_requests_alive (last_heartbeat)
) ENGINE = InnoDB, CHARACTER SET = utf8mb4, COLLATE = utf8mb4_bin;

-- For deliveryQueue(), of the shape db-scheduler wants; this lane: one link each.
CREATE TABLE IF NOT EXISTS {prefix}queue_links (
    task_name            VARCHAR(40) NOT NULL,
    task_instance        VARCHAR(40) NOT NULL,
    task_data            BLOB,
    execution_time       DATETIME(6) NOT NULL,
    picked               BOOLEAN     NOT NULL,
    picked_by            VARCHAR(50),
    last_success         DATETIME(6) NULL,
    last_failure         DATETIME(6) NULL,
    consecutive_failures INTEGER,
    last_heartbeat       DATETIME(6) NULL,
    version              BIGINT      NOT NULL,
    PRIMARY KEY (task_name, task_instance),
    INDEX {name}queue_links_due (execution_time),
    INDEX {name}queue_links_alive (last_heartbeat)
) ENGINE = InnoDB, CHARACTER SET = utf8mb4, COLLATE = utf8mb4_bin;

-- For deliveryQueue(), of the shape db-scheduler wants; this lane: warnings and ends of sessions, kept whatever happens to the others.
CREATE TABLE IF NOT EXISTS {prefix}queue_notices (
    task_name            VARCHAR(40) NOT NULL,
    task_instance        VARCHAR(40) NOT NULL,
    task_data            BLOB,
    execution_time       DATETIME(6) NOT NULL,
    picked               BOOLEAN     NOT NULL,
    picked_by            VARCHAR(50),
    last_success         DATETIME(6) NULL,
    last_failure         DATETIME(6) NULL,
    consecutive_failures INTEGER,
    last_heartbeat       DATETIME(6) NULL,
    version              BIGINT      NOT NULL,
    PRIMARY KEY (task_name, task_instance),
    INDEX {name}queue_notices_due (execution_time),
    INDEX {name}queue_notices_alive (last_heartbeat)
) ENGINE = InnoDB, CHARACTER SET = utf8mb4, COLLATE = utf8mb4_bin;
