package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.PasswordReset;
import dev.resetta.ResetResult.Changed;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Parts of one data source stand and fall together; parts of two cannot, and that is noticed and said. */
class DataSourcesTest {
    private final DataSource here = Memory.database();
    private final DataSource elsewhere = Memory.database();
    private final Application application = new Application(here);
    private final Application other = new Application(elsewhere);

    @Test
    void twoDatabasesOfOneDataSourceShareAUnit() {
        WatchedDataSource watched = new WatchedDataSource(here).holding(1);
        DataSource one = watched.source();
        TokenStore store = ResetDatabase.of(one).tokenStore();
        ResetDatabase second = ResetDatabase.of(one).product(DatabaseProduct.H2);
        TokenStore itsStore = second.tokenStore();

        assertThat(store.transactionally(() -> {
                    store.save(Memory.token());
                    assertThat(second.inTransaction()).isTrue();
                    itsStore.save(Memory.token());
                    return second.inTransaction(connection -> itsStore.transactionally(() -> false));
                }))
                .isFalse();

        assertThat(application.rows("resetta_token")).isZero();
        assertThat(watched.connectionsOut()).isZero();
    }

    @Test
    void aManagedDatabaseSharesItsUnitWithAPlainOneOfTheSameDataSource() {
        WatchedDataSource watched = new WatchedDataSource(here).holding(1);
        DataSource one = watched.source();
        ResetDatabase managed = ResetDatabase.of(one).transactions(new SpringTransactions(one));
        TokenStore plain = ResetDatabase.of(one).tokenStore();

        managed.transactionally(() -> {
            plain.save(Memory.token());
            return false;
        });

        assertThat(application.rows("resetta_token")).isZero();
        assertThat(watched.connectionsOut()).isZero();
    }

    @Test
    void accountsElsewhereAreRefused() {
        PasswordReset reset = application
                .builder(ResetDatabase.of(here), TokenPolicy.oneTime(), application.queue)
                .passwordUpdater(Application.accounts(ResetDatabase.of(elsewhere)))
                .build();

        assertThatItIsSaid("The accounts", () -> Application.redeem(reset, application.tokenFor("alice")));
    }

    @Test
    void aQueueElsewhereIsRefused() {
        DeliveryQueue queue = ResetDatabase.of(elsewhere).deliveryQueue().workers(0);
        PasswordReset reset = application
                .builder(ResetDatabase.of(here), TokenPolicy.oneTime(), queue)
                .build();

        assertThatItIsSaid("The delivery queue", () -> Application.redeem(reset, application.tokenFor("alice")));
        assertThat(other.rows("resetta_queue_notices")).isZero();
    }

    @Test
    void anUpdatersOwnStatementsElsewhereAreRefused() {
        PasswordReset reset = application
                .builder(ResetDatabase.of(here), TokenPolicy.oneTime(), application.queue)
                .passwordUpdater(update -> ResetDatabase.of(elsewhere).inTransaction(connection -> true))
                .build();

        assertThatItIsSaid("inTransaction", () -> Application.redeem(reset, application.tokenFor("alice")));
    }

    @Test
    void anotherWholeRedemptionElsewhereIsNobodysBusiness() {
        PasswordReset reset = other.reset(ResetDatabase.of(elsewhere));
        String token = other.tokenFor("alice");

        ResetDatabase.of(here).transactionally(() -> {
            assertThat(Application.redeem(reset, token)).isEqualTo(new Changed("alice"));
            return false;
        });

        assertThat(other.isChanged("alice")).isTrue();
        assertThat(other.followed).containsExactly("sessions of alice", "PasswordChanged");
    }

    private void assertThatItIsSaid(String what, ThrowingCallable redemption) {
        assertThatThrownBy(redemption)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(what)
                .hasMessageContaining("different data sources")
                .hasMessageContaining("Make both from one data source");
        assertThat(application.isUnchanged("alice")).isTrue();
        assertThat(other.isUnchanged("alice")).isTrue();
        assertThat(application.followed).isEmpty();
    }
}
