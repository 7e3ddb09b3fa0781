package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.TestAccounts;
import dev.resetta.account.Account;
import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenIssuer.PasswordWrite;
import dev.resetta.token.TokenIssuer.PasswordWrite.Outcome;
import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import dev.resetta.token.TokenVerdict.Reason;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a claim: given back, settled, or left, within a unit and without. */
class StoredUseTest {
    private static final Instant NOW = Instant.ofEpochMilli(2_000_000_000_123L);
    private static final Account ADA = Account.of("account-17", "ada@example.com", "hash");

    private final TestAccounts accounts = new TestAccounts();
    private final CountingStore store = new CountingStore();
    private final TokenIssuer issuer = TokenIssuer.stored(store, null, new SecureRandom());
    private final Scope oneTime = scope(TokenPolicy.oneTime());
    private final Scope reusable = scope(TokenPolicy.reusableUntilExpiry());

    @BeforeEach
    void addAda() {
        accounts.put(ADA);
    }

    /** What the unit undoes need not be swapped back; what the unit cannot undo has to be. */
    @Test
    void aClaimIsGivenBackWhereNoUnitDoesSo() {
        String token = issuer.issue(ADA, oneTime).token();

        store.transactionally(() -> issuer.redeem(token, oneTime, account -> Outcome.NOT_WRITTEN) instanceof Good);
        assertThat(store.swaps).as("the unit undoes the claim").hasValue(1);
        assertThat(now(0)).isEqualTo(row(0));

        store.swaps.set(0);
        store.transactionally(() -> {
            assertThat(issuer.redeem(token, oneTime, elsewhere(Outcome.NOT_WRITTEN)))
                    .isEqualTo(bad(Reason.LOST, row(0)));
            return true;
        });
        assertThat(store.swaps).as("the write is not part of the unit").hasValue(2);
        assertThat(now(0)).isEqualTo(row(0));

        store.swaps.set(0);
        issuer.redeem(token, oneTime, account -> Outcome.NOT_WRITTEN);
        assertThat(store.swaps).as("there is no unit").hasValue(2);
        assertThat(now(0)).isEqualTo(row(0));
    }

    @Test
    void afterAWriteThatNobodyCanVouchForTheLinkIsDead() {
        for (Scope scope : List.of(oneTime, reusable)) {
            String token = issuer.issue(ADA, scope).token();

            assertThat(issuer.redeem(token, scope, elsewhere(Outcome.UNCERTAIN)))
                    .isInstanceOfSatisfying(
                            Bad.class, bad -> assertThat(bad.reason()).isEqualTo(Reason.UNCERTAIN));

            assertThat(issuer.judge(token, scope)).isInstanceOf(Bad.class);
        }
    }

    @Test
    void whereTheLinkCannotBeSealedAnewTheWriteStandsUnlessTheUnitCanUndoIt() {
        String token = issuer.issue(ADA, reusable).token();
        PasswordWrite write = account -> {
            store.brokenSwaps.set(1);
            return Outcome.WRITTEN;
        };

        assertThatThrownBy(() -> store.transactionally(() -> issuer.redeem(token, reusable, write) instanceof Good))
                .hasMessage("no connection");
        assertThat(now(0)).isEqualTo(row(0));

        assertThat(issuer.redeem(token, reusable, write)).isInstanceOf(Good.class);
        assertThat(now(0).state()).as("left claimed").isEqualTo(State.CLAIMED);
    }

    @Test
    void whoComesBetweenAWriteAndItsSealClaimsNothing() {
        String token = issuer.issue(ADA, reusable).token();
        store.swap(row(0), row(0).become(State.CLAIMED, 1, row(0).seal()));
        accounts.change("account-17", account -> TestAccounts.withHash(account, "written by whoever has claimed it"));
        store.swaps.set(0);

        assertThat(issuer.redeem(token, reusable, account -> Outcome.WRITTEN)).isEqualTo(bad(Reason.LOST, row(0)));
        assertThat(store.swaps).hasValue(0);
    }

    @Test
    void whatFailsWhileGivingBackIsToldWithTheFirstFailure() {
        String token = issuer.issue(ADA, oneTime).token();

        assertThatThrownBy(() -> issuer.redeem(token, oneTime, account -> {
                    store.brokenSwaps.set(1);
                    throw new IllegalStateException("the disk is full");
                }))
                .hasMessage("the disk is full")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("no connection"));
    }

    private StoredToken row(int number) {
        return store.saved.get(number);
    }

    private StoredToken now(int number) {
        return store.find(row(number).digest()).orElseThrow().token();
    }

    private static Bad bad(Reason reason, StoredToken row) {
        return new Bad(reason, row.accountId(), row.linkId());
    }

    private Scope scope(TokenPolicy policy) {
        return new Scope("", Scope.PASSWORD_RESET, Scope.SELF_SERVICE, policy, accounts, NOW);
    }

    private static PasswordWrite elsewhere(Outcome outcome) {
        return new PasswordWrite() {
            @Override
            public Outcome to(Account account) {
                return outcome;
            }

            @Override
            public boolean joinsTransaction() {
                return false;
            }
        };
    }
}
