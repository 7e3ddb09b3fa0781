package dev.resetta;

import static dev.resetta.Fixture.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stores, hashers and updaters that fail or lie while a link is used: what they may not bring about. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileRedemptionTest {
    @Test
    void cancellingAlwaysEnds() {
        Fixture fixture = Fixture.oneTime();
        boolean[] snapshot = {false};
        fixture.store = new ForwardingStore() {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                return !snapshot[0] && super.swap(seen, next);
            }
        };
        String cancelToken = fixture.cancelToken();
        snapshot[0] = true;

        assertThat(fixture.reset().cancel(cancelToken)).isFalse();
    }

    @Test
    void afterAnErrorOfAnUpdaterElsewhereTheLinkIsDead() {
        Fixture fixture = Fixture.oneTime();
        fixture.updater = elsewhere(update -> {
            throw new LinkageError("a class is missing");
        });
        String token = fixture.token();
        assertThatThrownBy(() -> fixture.redeem(token, NEW)).isInstanceOf(LinkageError.class);

        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.USED);
    }

    @Test
    void aConflictOfAnUpdaterElsewhereIsNotRepeated() {
        Fixture fixture = Fixture.of(TokenPolicy.Kind.HASH_BOUND);
        int[] calls = new int[1];
        fixture.updater = elsewhere(update -> {
            calls[0]++;
            throw new TokenStore.ConflictException("deadlock over there", new IllegalStateException());
        });
        String token = fixture.token();
        assertThatThrownBy(() -> fixture.redeem(token, NEW)).isInstanceOf(TokenStore.ConflictException.class);

        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void theFirstFailureIsToldEvenIfUndoingFailsToo() {
        Fixture fixture = Fixture.oneTime();
        fixture.store = new ForwardingStore.WithoutTransactions() {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                if (next.state() == StoredToken.State.LIVE) {
                    throw new IllegalStateException("no connection");
                }
                return super.swap(seen, next);
            }
        };
        fixture.updater = update -> {
            throw new IllegalStateException("the disk is full");
        };

        assertThatThrownBy(() -> fixture.redeem(fixture.token(), NEW)).hasMessage("the disk is full");
    }

    @Test
    void aHasherThatReturnsNothingIsRefusedWithAReason() {
        Fixture fixture = Fixture.oneTime();
        fixture.otherHasher = password -> null;
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW)).hasMessageContaining("hasher");
    }

    @Test
    void anEmptyHashIsNeverStored() {
        Fixture fixture = Fixture.oneTime();
        fixture.otherHasher = password -> "";
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW)).hasMessageContaining("hasher");
    }

    @Test
    void aReplacedLinkIsNotRevivedByEditingItsNumber() {
        Fixture fixture = Fixture.oneTime();
        fixture.keys = Fixture.keys("k", 1);
        String replaced = fixture.token();
        fixture.token();
        StoredToken row = fixture.store.saved.get(0);
        StoredToken newer = fixture.store.saved.get(1);

        fixture.store.edit(row.digest(), "number", newer.number() + 1);
        fixture.store.supersede(newer.slot(), newer.number());

        assertThat(fixture.reset().check(replaced).isGood()).isFalse();
    }

    private static PasswordUpdater elsewhere(Predicate<PasswordUpdate> update) {
        return new PasswordUpdater() {
            @Override
            public boolean update(PasswordUpdate asked) {
                return update.test(asked);
            }

            @Override
            public boolean joinsTransaction() {
                return false;
            }
        };
    }
}
