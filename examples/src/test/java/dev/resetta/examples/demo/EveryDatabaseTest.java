package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on each database that it can be told to use: a whole reset, and all of it still there after a restart. */
@Tag("once")
class EveryDatabaseTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void onPostgreSql() throws IOException {
        try (EmbeddedPostgres server = TestServer.orSkip(
                "PostgreSQL",
                () -> EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start())) {
            aResetOutlivesARestart("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres");
        }
    }

    @Test
    void onMariaDb() throws IOException {
        try (MariaDbServer server = TestServer.orSkip("MariaDB", MariaDbServer::open)) {
            aResetOutlivesARestart(server.url(), "root");
        }
    }

    @Test
    void onAnH2FileOfSomebodys(@TempDir Path folder) throws IOException {
        aResetOutlivesARestart("jdbc:h2:file:" + folder.resolve("shop"), "somebody");
    }

    @Test
    void withoutADatabaseItMakesOneThatEndsWithIt() throws Exception {
        Path file;
        try (ShopDatabase database =
                        ShopDatabase.open(new DatabaseOptions(Optional.empty(), Optional.empty(), Optional.empty()));
                TestSite site = TestSite.on(database.dataSource(), "one-time")) {
            file = Path.of(database.address().replaceFirst(".*password in: ", ""))
                    .resolveSibling("shop.mv.db");
            assertThat(file).exists();
            assertThat(site.signsIn(ALMA, ALMA.password())).isTrue();
        }
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void aDatabaseThatLetsNobodyInIsToldInASentence(@TempDir Path folder) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("shop");
        DriverManager.getConnection(url, "owner", "correct").close();
        Files.writeString(folder.resolve("password"), "mistaken\n");
        DemoOptions options = DemoOptions.parse(
                new String[] {"--database", url},
                Map.of(
                        "RESETTA_DB_USER",
                        "owner",
                        "RESETTA_DB_PASSWORD_FILE",
                        folder.resolve("password").toString()));

        assertThatThrownBy(() -> ShopDatabase.open(options.database()))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageStartingWith("The database " + url + " does not let us in: Wrong user name or password");
    }

    private static void aResetOutlivesARestart(String url, String user) throws IOException {
        DatabaseOptions options = new DatabaseOptions(Optional.of(url), Optional.of(user), Optional.empty());
        try (ShopDatabase database = ShopDatabase.open(options);
                TestSite site = TestSite.on(database.dataSource(), "one-time")) {
            site.ask(ALMA.email().toUpperCase(Locale.ROOT));
            TestBrowser.Answer changed =
                    site.browser().get(site.resetLink(1)).send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            assertThat(changed.path()).isEqualTo("/changed");
            assertThat(site.mail(2).to()).contains(ALMA.email());
            assertThat(site.signsIn(ALMA, NEW_PASSWORD)).isTrue();
        }
        try (ShopDatabase database = ShopDatabase.open(options);
                TestSite site = TestSite.on(database.dataSource(), "one-time")) {
            assertThat(site.signsIn(ALMA, NEW_PASSWORD)).isTrue();
            assertThat(site.signsIn(ALMA, ALMA.password())).isFalse();
        }
    }
}
