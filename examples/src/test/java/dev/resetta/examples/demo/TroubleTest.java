package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** When the database is busy or broken, and what is written down about it. */
class TroubleTest {

    @Test
    void whoMeetsABusyDatabaseMayTryAgain() throws SQLException {
        DataSource dataSource = TestSite.newDatabase();
        try (TestSite site = TestSite.on(dataSource, "one-time")) {
            site.ask(ALMA.email());
            TestBrowser browser = site.browser();
            TestBrowser.Answer form = browser.get(site.resetLink(1));
            try (Connection other = dataSource.getConnection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("UPDATE users SET name = name WHERE name = 'alma'");

                TestBrowser.Answer busy = form.send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
                assertThat(busy.status()).isEqualTo(503);
                assertThat(busy.header("Retry-After")).isEqualTo("5");
                assertThat(busy.body()).contains("One moment, please", "href=\"" + form.path() + "\"");
                other.rollback();
                other.setAutoCommit(true);
            }
            assertThat(browser.get(form.path())
                            .send("password", NEW_PASSWORD, "again", NEW_PASSWORD)
                            .path())
                    .isEqualTo("/changed");
        }
    }

    @Test
    void aBrokenDatabaseIsNobodysBusiness() throws SQLException {
        DataSource dataSource = TestSite.newDatabase();
        try (TestSite site = TestSite.on(dataSource, "one-time")) {
            site.ask(ALMA.email());
            TestBrowser.Answer form = site.browser().get(site.resetLink(1));
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE users");
            }
            TestBrowser.Answer broken = form.send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            assertThat(broken.status()).isEqualTo(500);
            assertThat(broken.body())
                    .contains("Something went wrong on our side")
                    .doesNotContainIgnoringCase("exception")
                    .doesNotContainIgnoringCase("sql");
        }
    }

    @Test
    void noTokenAndNoPasswordIsLogged() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger own = (Logger) LoggerFactory.getLogger("dev.resetta");
        Level usual = own.getLevel();
        // Only the library and the demo: a web or mail server that is asked to trace writes down whatever passes
        // through it.
        own.setLevel(Level.TRACE);
        root.addAppender(log);
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            TestBrowser browser = site.browser();
            String link = site.resetLink(1);
            String token = link.substring(link.indexOf('=') + 1);
            String cancelLink = site.cancelLink(1);
            String cancelToken = cancelLink.substring(cancelLink.indexOf('=') + 1);
            TestBrowser.Answer form = browser.get(link);
            form.send("password", "short", "again", "other");
            form.send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            browser.get(link);
            browser.get(cancelLink).send();
            site.mail(2);

            List<String> lines =
                    log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
            assertThat(lines).anyMatch(line -> line.contains("PasswordChanged"));
            assertThat(lines)
                    .noneMatch(line -> line.contains(token)
                            || line.contains(cancelToken)
                            || line.contains(NEW_PASSWORD)
                            || line.contains(ALMA.email()));
        } finally {
            root.detachAppender(log);
            own.setLevel(usual);
        }
    }
}
