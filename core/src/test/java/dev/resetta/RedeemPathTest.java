package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static dev.resetta.Fixture.OTHER;
import static dev.resetta.Fixture.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.PasswordRefusedException;
import dev.resetta.password.PasswordHasher;
import dev.resetta.password.PasswordProblem;
import dev.resetta.password.PasswordRules;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order in which a link is used, and what every failure on the way leaves behind. */
class RedeemPathTest {

    @ParameterizedTest
    @EnumSource
    void aBadTokenNeverReachesRulesOrHasher(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        AtomicInteger judged = new AtomicInteger();
        PasswordReset reset = fixture.builder()
                .passwordRules(PasswordRules.nist().and((password, account) -> {
                    judged.incrementAndGet();
                    return Optional.empty();
                }))
                .build();

        for (int i = 0; i < 1000; i++) {
            reset.redeem(ResetSubmission.forToken("A".repeat(42) + (char) ('A' + i % 26))
                    .password(NEW));
        }

        assertThat(judged).hasValue(0);
        assertThat(fixture.hasher.made).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void aRuleOfTheApplicationsOwnRefusesWithoutBurningTheLink(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        PasswordProblem problem = new PasswordProblem("leaked", List.of(), "This password was in a leak.");
        PasswordReset reset = fixture.builder()
                .passwordRules(PasswordRules.nist()
                        .and((password, account) -> password.equals(OTHER) ? Optional.of(problem) : Optional.empty()))
                .build();
        reset.request(ResetRequest.forIdentifier(Fixture.ADDRESS));
        fixture.queue.run();
        ResetSubmission submission = ResetSubmission.forToken(fixture.mail.newestToken());

        assertThat(reset.redeem(submission.password(OTHER)))
                .isEqualTo(new ResetResult.PasswordRefused(List.of(problem)));
        assertThat(reset.redeem(submission.password(NEW))).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void whenTheUpdaterThrowsTheOldPasswordStaysAndTheLinkIsGood(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        boolean[] broken = {true};
        fixture.updater = update -> {
            if (broken[0]) {
                throw new IllegalStateException("the disk is full");
            }
            return fixture.accounts.update(update);
        };
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the disk is full");
        assertThat(fixture.signsIn(OLD)).isTrue();
        assertThat(fixture.reset().check(token).isGood()).isTrue();
        assertThat(fixture.queue.due()).isZero();
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).isEmpty();

        broken[0] = false;
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        if (kind != TokenPolicy.Kind.REUSABLE) {
            assertThat(fixture.redeem(token, OTHER)).isInstanceOf(ResetResult.LinkRefused.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenTheUpdaterSaysNoTheLinkIsJudgedAgain(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        AtomicInteger updates = new AtomicInteger();
        fixture.updater = update -> updates.incrementAndGet() > 1 && fixture.accounts.update(update);
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        assertThat(updates).hasValue(2);
        assertThat(fixture.hasher.made).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void anUpdaterThatAlwaysSaysNoLeavesTheLinkGood(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.updater = update -> false;
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(new ResetResult.Busy());
        assertThat(fixture.reset().check(token).isGood()).isTrue();
        assertThat(fixture.signsIn(OLD)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aPasswordThatTheSystemBehindRefusesDoesNotBurnTheLink(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.updater = update -> {
            if (update.newPassword().equals(OTHER)) {
                throw new PasswordRefusedException("history", "You had this password before.");
            }
            return fixture.accounts.update(update);
        };
        String token = fixture.token();

        assertThat(fixture.redeem(token, OTHER))
                .isEqualTo(new ResetResult.PasswordRefused(
                        List.of(new PasswordProblem("history", List.of(), "You had this password before."))));
        assertThat(fixture.events(ResetEvent.PasswordRefused.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.accountId()).isEqualTo(ADA);
                    assertThat(event.codes()).containsExactly("history");
                });
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @Test
    void aHasherThatReturnsTheStoredHashIsRefused() {
        Fixture fixture = Fixture.oneTime();
        fixture.otherHasher = password -> fixture.accounts.hashOf(ADA);
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fresh salt")
                .hasMessageNotContaining(fixture.accounts.hashOf(ADA));
        assertThat(fixture.reset().check(token).isGood()).isTrue();
    }

    @Test
    void aHashBoundLinkDoesNotTrustAnUpdaterThatChangesNothing() {
        Fixture fixture = Fixture.of(TokenPolicy.Kind.HASH_BOUND);
        fixture.updater = update -> true;
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, NEW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PasswordUpdater");
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).isEmpty();
    }

    @Test
    void aHasherThatFailsLeavesTheLinkGood() {
        Fixture fixture = Fixture.oneTime();
        String token = fixture.token();
        fixture.hasher.meanwhile = () -> {
            throw new IllegalStateException("no memory");
        };
        assertThatThrownBy(() -> fixture.redeem(token, NEW)).hasMessage("no memory");
        fixture.hasher.meanwhile = () -> {};

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @Test
    void theHashIsMadeOutsideOfTheUnit() {
        Fixture fixture = Fixture.oneTime();
        String token = fixture.token();
        AtomicInteger inside = new AtomicInteger();
        fixture.hasher.meanwhile = () -> inside.addAndGet(fixture.store.inTransaction() ? 1 : 0);
        fixture.updater = null;

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        assertThat(inside).hasValue(0);
    }

    @Test
    void theUpdateIsMadeInsideOfTheUnit() {
        Fixture fixture = Fixture.oneTime();
        fixture.updater = update -> fixture.store.inTransaction() && fixture.accounts.update(update);

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
    }

    @Test
    void withoutAHasherThePasswordIsHandedOn() {
        Fixture fixture = Fixture.oneTime();
        fixture.otherHasher = PasswordHasher.none();
        String[] seen = new String[1];
        fixture.updater = update -> {
            seen[0] = update.newPassword();
            assertThatThrownBy(update::newHash).isInstanceOf(IllegalStateException.class);
            return true;
        };

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());
        assertThat(seen[0]).isEqualTo(NEW);
    }

    @Test
    void aStoreThatIsDownMeansNo() {
        Fixture fixture = Fixture.oneTime();
        String token = fixture.token();
        boolean[] down = {true};
        TokenStore rows = fixture.store;
        fixture.store = new ForwardingStore() {
            @Override
            public Optional<Found> find(String digest) {
                if (down[0]) {
                    throw new IllegalStateException("no connection");
                }
                return rows.find(digest);
            }

            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                return rows.swap(seen, next);
            }
        };
        fixture.restart();

        assertThatThrownBy(() -> fixture.reset().check(token)).hasMessage("no connection");
        assertThatThrownBy(() -> fixture.redeem(token, NEW)).hasMessage("no connection");
        down[0] = false;
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @Test
    void aRefusalOfTheSystemBehindNamesTheLink() {
        Fixture fixture = Fixture.oneTime();
        fixture.updater = update -> {
            throw new PasswordRefusedException("history", "You had this password before.");
        };
        fixture.redeem(fixture.token(), NEW);

        assertThat(fixture.events(ResetEvent.PasswordRefused.class))
                .extracting(ResetEvent.PasswordRefused::linkId)
                .containsExactly(
                        fixture.events(ResetEvent.LinkIssued.class).get(0).linkId());
    }
}
