package dev.resetta.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.resetta.examples.commandline.Operator.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The whole way on a PostgreSQL of this test's own. */
class PostgreSqlTest {
    private static final String ALMA = "alma@larkspur.example";

    @Test
    void linksAreIssuedListedAndRevokedOnPostgreSql() throws Exception {
        try (EmbeddedPostgres server = start()) {
            Operator operator =
                    Operator.over("jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres");
            Answer tooEarly = operator.run(ALMA, "--reason", "on the phone");
            assertThat(tooEarly.code()).isEqualTo(1);
            assertThat(tooEarly.err()).contains("`reset-link schema <database>`");
            operator.withTables();

            Answer issued = operator.run(ALMA, "--reason", "on the phone");

            assertThat(issued.code()).as(issued.err()).isZero();
            assertThat(issued.out()).contains("token=", "in 72 hours", "account  1, Alma Larkspur");
            assertThat(operator.run("list", ALMA).out().lines()).hasSize(2);
            assertThat(operator.run("revoke", ALMA, "--all").code()).isZero();
            assertThat(operator.run("purge").code()).isZero();
            assertThat(operator.run("list", ALMA, "--accounts", "nosuch").code())
                    .isEqualTo(1);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(5))
                    .start();
        } catch (IOException | RuntimeException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError("PostgreSQL does not start here.", e);
            }
            return abort("Skipped: PostgreSQL does not start here (" + e.getMessage() + ").");
        }
    }
}
