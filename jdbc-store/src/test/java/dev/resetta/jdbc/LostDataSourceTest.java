package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult.Changed;
import dev.resetta.token.TokenPolicy;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A data source that is away, or goes while somebody redeems a link. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class LostDataSourceTest {
    @Parameter
    Database database;

    private String url;
    private Application application;

    @BeforeEach
    void start() {
        url = database.url();
        application = new Application(Database.pool(url, any -> any));
    }

    @Test
    void aPoolThatIsClosedWithinAUnitLeavesTheWholeOrNothing() {
        HikariDataSource pool = Database.pool(url, any -> any);
        ResetDatabase resets = ResetDatabase.of(pool);
        PasswordReset reset = application
                .builder(resets, TokenPolicy.oneTime(), application.queue)
                .passwordUpdater(update -> {
                    boolean isUpdated = Application.accounts(resets).update(update);
                    pool.close();
                    return isUpdated;
                })
                .build();
        String token = application.tokenFor("alice");

        assertThatWhatIsToldIsWhatIsThere(reset, token);

        assertThatThrownBy(() -> Application.redeem(reset, token))
                .isInstanceOf(ResetDatabaseException.class)
                .hasMessageContaining("no usable connection");
        assertThat(resets.inTransaction()).isFalse();
    }

    @Test
    void aConnectionThatIsCutWithinAUnitLeavesTheWholeOrNothing() {
        AtomicReference<Connection> latest = new AtomicReference<>();
        ResetDatabase resets = ResetDatabase.of(remembering(latest));
        PasswordReset reset = application
                .builder(resets, TokenPolicy.oneTime(), application.queue)
                .passwordUpdater(update -> {
                    boolean isUpdated = Application.accounts(resets).update(update);
                    cut(latest.get());
                    return isUpdated;
                })
                .build();
        String token = application.tokenFor("alice");

        assertThatWhatIsToldIsWhatIsThere(reset, token);

        assertThat(((HikariDataSource) application.source).getHikariPoolMXBean().getActiveConnections())
                .isZero();
    }

    @Test
    void aDataSourceThatFailsIsSaidClearlyWhicheverWayItFails() {
        for (Exception failure :
                new Exception[] {new SQLException("refused", "08001"), new IllegalStateException("pool not started")}) {
            PasswordReset reset = application.reset(ResetDatabase.of(failing(failure)));

            assertThatThrownBy(() -> reset.check("A".repeat(43)))
                    .isInstanceOf(ResetDatabaseException.class)
                    .hasMessageContaining("no usable connection")
                    .hasCause(failure);
            assertThat(reset.request(ResetRequest.forIdentifier("alice@example.com")))
                    .as("a request does not touch the database")
                    .isTrue();
        }
    }

    private void assertThatWhatIsToldIsWhatIsThere(PasswordReset reset, String token) {
        boolean isTold;
        try {
            isTold = Application.redeem(reset, token) instanceof Changed;
        } catch (RuntimeException e) {
            isTold = false;
        }
        assertThat(application.isChanged("alice")).isEqualTo(isTold);
        assertThat(application.isGood(token)).isEqualTo(!isTold);
        assertThat(application.followed.contains("PasswordChanged")).isEqualTo(isTold);
    }

    private static void cut(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private DataSource remembering(AtomicReference<Connection> latest) {
        return dataSource(() -> {
            Connection connection = application.source.getConnection();
            latest.set(connection);
            return connection;
        });
    }

    private static DataSource failing(Exception failure) {
        return dataSource(() -> {
            throw failure;
        });
    }

    private static DataSource dataSource(Callable<Connection> connections) {
        return (DataSource) Proxy.newProxyInstance(
                LostDataSourceTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connections.call());
    }
}
