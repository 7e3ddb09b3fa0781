package dev.resetta.benchmarks.scale;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.token.TokenIssuer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.function.Consumer;

/** Fills the tables of a crowd by statements over whole sets, and makes their indexes afterwards. */
final class CrowdTables {
    private static final int CHUNK = 1_000_000;

    /** Indexes are made again as they are shipped: the key here, the others by {@code createSchema()}. */
    private static final String WITHOUT_INDEXES = """
            ALTER TABLE {schema}.resetta_token DROP CONSTRAINT resetta_token_key;
            DROP INDEX {schema}.resetta_token_expiry, {schema}.resetta_token_account;
            ALTER TABLE {schema}.resetta_slot DROP CONSTRAINT resetta_slot_key
            """;

    private static final String WITH_KEYS = """
            ALTER TABLE {schema}.resetta_token ADD CONSTRAINT resetta_token_key PRIMARY KEY (digest);
            ALTER TABLE {schema}.resetta_slot ADD CONSTRAINT resetta_slot_key PRIMARY KEY (slot)
            """;

    private static final String USERS = """
            CREATE TABLE {schema}.users (
                id            UUID         NOT NULL,
                email         VARCHAR(254) NOT NULL,
                password_hash VARCHAR(255) NOT NULL
            )
            """;

    private static final String FILL_USERS = """
            INSERT INTO {schema}.users
            SELECT md5('account ' || i)::uuid,
                   'user' || i || '@example.com',
                   '$argon2id$v=19$m=19456,t=2,p=1$' || left(encode(sha256(('salt ' || i)::bytea), 'base64'), 22)
                       || '$' || left(encode(sha256(('hash ' || i)::bytea), 'base64'), 43)
              FROM generate_series({from}, {to}) i
            """;

    private static final String USERS_INDEXES = """
            ALTER TABLE {schema}.users ADD PRIMARY KEY (id);
            CREATE UNIQUE INDEX ON {schema}.users (email)
            """;

    private static final String FILL_TOKENS = """
            INSERT INTO {schema}.resetta_token
            SELECT coalesce(g.digest, sha256(('digest ' || i)::bytea)),
                   coalesce(g.cancel_digest, sha256(('cancel ' || i)::bytea)),
                   coalesce(g.slot, sha256(('slot ' || i)::bytea)),
                   coalesce(g.number, made.issued_at << 20),
                   '',
                   coalesce(g.account_id, md5('account ' || i)::uuid::text),
                   'ONE_TIME',
                   '2026',
                   coalesce(g.seal, sha256(('seal ' || i)::bytea)),
                   coalesce(g.issued_at, made.issued_at),
                   coalesce(g.expires_at, made.issued_at + 86400000),
                   0,
                   'LIVE'
              FROM (SELECT i, (extract(epoch FROM now()) * 1000 - random() * 43200000)::bigint AS issued_at
                      FROM generate_series({from}, {to}) i) made
              LEFT JOIN {schema}.genuine_token g ON g.account_id = md5('account ' || i)::uuid::text
            """;

    private static final String FILL_SLOTS = """
            INSERT INTO {schema}.resetta_slot
            SELECT slot, number
              FROM {schema}.resetta_token
            """;

    private final Crowd crowd;
    private final Connection connection;
    private final Consumer<String> progress;

    CrowdTables(Crowd crowd, Connection connection, Consumer<String> progress) {
        this.crowd = crowd;
        this.connection = connection;
        this.progress = progress;
    }

    /** Fills everything. */
    void fill(int genuine) throws SQLException {
        execute("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '64MB'");
        execute("CREATE SCHEMA {schema}");
        crowd.database().createSchema();
        execute(WITHOUT_INDEXES);
        execute(USERS);
        inChunks("accounts", FILL_USERS);
        tell("indexes of the accounts");
        execute(USERS_INDEXES);
        tell("genuine links");
        mint(genuine);
        inChunks("links", FILL_TOKENS);
        tell("slots");
        execute(FILL_SLOTS);
        tell("indexes of links and slots");
        execute(WITH_KEYS);
        crowd.database().createSchema();
        tell("statistics");
        execute("DROP TABLE {schema}.genuine_token");
        execute("VACUUM (ANALYZE) {schema}.users, {schema}.resetta_token, {schema}.resetta_slot");
        execute("CHECKPOINT");
    }

    /** By the issuer itself, into a table beside the one that they belong in. */
    private void mint(int count) throws SQLException {
        ResetDatabase beside = crowd.database().tablePrefix("genuine_").createSchema();
        AccountDirectory directory = beside.accounts(crowd.users());
        TokenIssuer issuer = TokenIssuer.stored(beside.tokenStore(), Crowd.KEYS, new SecureRandom());
        TokenIssuer.Scope scope = TokenIssuer.Scope.of("", Crowd.POLICY, directory, Clock.systemUTC());
        for (int place : new SecureRandom()
                .ints(1, crowd.rows() + 1)
                .distinct()
                .limit(count)
                .toArray()) {
            Account account =
                    directory.findByIdentifier("user" + place + "@example.com").get(0);
            crowd.accounts().add(account);
            crowd.tokens().add(issuer.issue(account, scope).token());
        }
        execute("ANALYZE {schema}.genuine_token");
    }

    private void inChunks(String what, String sql) throws SQLException {
        for (int from = 1; from <= crowd.rows(); from += CHUNK) {
            int to = Math.min(from + CHUNK - 1, crowd.rows());
            tell(what + " up to " + to);
            execute(sql.replace("{from}", "" + from).replace("{to}", "" + to));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.replace("{schema}", crowd.schema()));
        }
    }

    private void tell(String doing) {
        progress.accept("filling a database with " + crowd.name() + " live links: " + doing);
    }
}
