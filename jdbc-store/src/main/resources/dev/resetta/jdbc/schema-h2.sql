-- Resetta's tables in H2 2.x.
--
-- Digests, slots and seals are BINARY, so that no collation can take one for another.
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
    uses          INT          NOT NULL,
    state         VARCHAR(10)  NOT NULL,
    CONSTRAINT {prefix}token_key PRIMARY KEY (digest)
);

-- For the purge.
CREATE INDEX IF NOT EXISTS {prefix}token_expiry ON {prefix}token (expires_at);

-- For an account's links.
CREATE INDEX IF NOT EXISTS {prefix}token_account ON {prefix}token (realm, account_id);

-- The number up to which the links of a slot are replaced.
CREATE TABLE IF NOT EXISTS {prefix}slot (
    slot          BINARY(32)   NOT NULL,
    number        BIGINT       NOT NULL,
    CONSTRAINT {prefix}slot_key PRIMARY KEY (slot)
);
