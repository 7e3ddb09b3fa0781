-- Resetta's tables in PostgreSQL.
--
-- Digests, slots and seals are bytes, 32 of them, so that no collation can take one for another.
-- Instants are BIGINT, milliseconds since 1970-01-01T00:00Z: no time zone of a driver, session or server gets at them.
-- kind and state are words, not numbers, so that an operator can read them and reordering a Java enum cannot change them.

-- One row for each link: everything about its token but the token. A tenth of each page stays free, so that a link which is used finds room
-- beside itself, and no index has to be touched.
CREATE TABLE IF NOT EXISTS {prefix}token (
    digest        BYTEA        NOT NULL,
    cancel_digest BYTEA        NOT NULL,
    slot          BYTEA        NOT NULL,
    number        BIGINT       NOT NULL,
    realm         VARCHAR(100) NOT NULL,
    account_id    VARCHAR(200) NOT NULL,
    kind          VARCHAR(10)  NOT NULL,
    key_id        VARCHAR(32)  NOT NULL,
    seal          BYTEA        NOT NULL,
    issued_at     BIGINT       NOT NULL,
    expires_at    BIGINT       NOT NULL,
    uses          INTEGER      NOT NULL,
    state         VARCHAR(10)  NOT NULL,
    CONSTRAINT {name}token_key PRIMARY KEY (digest)
) WITH (fillfactor = 90);

-- For the purge.
CREATE INDEX IF NOT EXISTS {name}token_expiry ON {prefix}token (expires_at);

-- For an account's links.
CREATE INDEX IF NOT EXISTS {name}token_account ON {prefix}token (realm, account_id, slot, expires_at);

-- The number up to which the links of a slot are replaced.
CREATE TABLE IF NOT EXISTS {prefix}slot (
    slot   BYTEA  NOT NULL,
    number BIGINT NOT NULL,
    CONSTRAINT {name}slot_key PRIMARY KEY (slot)
);

-- For requestLimiter(): when all permits of a key are back. The key is a digest, and tells nothing of what was typed.
CREATE TABLE IF NOT EXISTS {prefix}permit (
    id      BYTEA  NOT NULL,
    full_at BIGINT NOT NULL,
    CONSTRAINT {name}permit_key PRIMARY KEY (id)
);

-- For clearing away.
CREATE INDEX IF NOT EXISTS {name}permit_age ON {prefix}permit (full_at);

-- For deliveryQueue(), of the shape db-scheduler wants; this lane: who is meant.
CREATE TABLE IF NOT EXISTS {prefix}queue_requests (
    task_name            VARCHAR(40)              NOT NULL,
    task_instance        VARCHAR(40)              NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            VARCHAR(50),
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INTEGER,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    CONSTRAINT {name}queue_requests_key PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX IF NOT EXISTS {name}queue_requests_due ON {prefix}queue_requests (execution_time);

CREATE INDEX IF NOT EXISTS {name}queue_requests_alive ON {prefix}queue_requests (last_heartbeat);

-- For deliveryQueue(), of the shape db-scheduler wants; this lane: one link each.
CREATE TABLE IF NOT EXISTS {prefix}queue_links (
    task_name            VARCHAR(40)              NOT NULL,
    task_instance        VARCHAR(40)              NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            VARCHAR(50),
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INTEGER,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    CONSTRAINT {name}queue_links_key PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX IF NOT EXISTS {name}queue_links_due ON {prefix}queue_links (execution_time);

CREATE INDEX IF NOT EXISTS {name}queue_links_alive ON {prefix}queue_links (last_heartbeat);

-- For deliveryQueue(), of the shape db-scheduler wants; this lane: warnings and ends of sessions, kept whatever happens to the others.
CREATE TABLE IF NOT EXISTS {prefix}queue_notices (
    task_name            VARCHAR(40)              NOT NULL,
    task_instance        VARCHAR(40)              NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            VARCHAR(50),
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INTEGER,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    CONSTRAINT {name}queue_notices_key PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX IF NOT EXISTS {name}queue_notices_due ON {prefix}queue_notices (execution_time);

CREATE INDEX IF NOT EXISTS {name}queue_notices_alive ON {prefix}queue_notices (last_heartbeat);
