package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenVerdict;
import dev.resetta.token.TokenVerdict.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An issuer of the application's own needs to issue and to judge; the rest is given. */
class OwnIssuerTest {
    private final Fixture fixture = Fixture.oneTime();
    private final List<String> presented = new ArrayList<>();
    private final List<Boolean> units = new ArrayList<>();
    private String cancelToken;

    @Test
    void itsTokensGoThroughTheWholeFlow() {
        PasswordReset reset = reset();
        reset.request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();
        String token = fixture.mail.newestToken();

        assertThat(token).isEqualTo("own-1");
        assertThat(fixture.mail.newestLink().cancelLink()).isNull();
        assertThat(reset.check(token).isGood()).isTrue();
        assertThat(reset.redeem(ResetSubmission.forToken(token).password(NEW))).isEqualTo(changed());
        assertThat(units).containsExactly(true);
        assertThat(reset.redeem(ResetSubmission.forToken(token).password(NEW))).isEqualTo(refused(LinkProblem.INVALID));
        assertThat(reset.cancel(token)).isFalse();
    }

    @Test
    void itMayPutACancelLinkIntoTheMail() {
        cancelToken = "cancel-1";
        PasswordReset reset = reset();
        reset.request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();

        assertThat(fixture.mail.newestLink().cancelLink()).isEqualTo("https://shop.example.com/cancel?token=cancel-1");
        assertThat(reset.cancel("cancel-1")).isTrue();
    }

    @Test
    void aCancelTokenIsSpelledLikeAToken() {
        TokenIssuer.Issued issued = TokenIssuer.Issued.of("own-1", "link-1", fixture.clock.instant());

        assertThatThrownBy(() -> issued.withCancelToken("a&b")).isInstanceOf(IllegalArgumentException.class);
        assertThat(issued.withCancelToken("c-1").cancelToken()).contains("c-1");
        assertThat(issued.withCancelToken("c-1")).hasToString("Issued[link-1]");
    }

    @Test
    void itNeverSeesNullOrHugeText() {
        PasswordReset reset = reset();
        reset.check(null);
        reset.check("x".repeat(4097));
        reset.check("x".repeat(4096));

        assertThat(presented).containsExactly("", "", "x".repeat(4096));
    }

    @Test
    void aFailedUpdateIsUndoneByTheUnit() {
        fixture.updater = update -> {
            throw new IllegalStateException("the disk is full");
        };
        PasswordReset reset = reset();

        assertThatThrownBy(() -> reset.redeem(ResetSubmission.forToken("own-1").password(NEW)))
                .hasMessage("the disk is full");
        assertThat(units).isEmpty();
        assertThat(fixture.signsIn(OLD)).isTrue();
    }

    @Test
    void anUpdaterThatSaysNoUndoesTheUnit() {
        fixture.updater = update -> false;

        assertThat(reset().redeem(ResetSubmission.forToken("own-1").password(NEW)))
                .isEqualTo(new ResetResult.Busy());
        assertThat(units).isNotEmpty().containsOnly(false);
    }

    private PasswordReset reset() {
        return PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .cancelLink("https://shop.example.com/cancel?token={token}")
                .accounts(fixture.accounts)
                .passwordUpdater(fixture.updater == null ? fixture.accounts : fixture.updater)
                .tokenIssuer(new BoundToTheFirstHash())
                .transactions(work -> {
                    boolean stands = work.getAsBoolean();
                    units.add(stands);
                    return stands;
                })
                .passwordHasher(fixture.hasher)
                .notifier(fixture.mail)
                .deliveryQueue(fixture.queue)
                .clock(fixture.clock)
                .build();
    }

    /** Good as long as the hash is the one of before. */
    private final class BoundToTheFirstHash implements TokenIssuer {
        private final String hash = fixture.accounts.hashOf(ADA);

        @Override
        public Issued issue(Account account, Scope scope) {
            Issued issued = Issued.of("own-1", "link-1", scope.expiry());
            return cancelToken == null ? issued : issued.withCancelToken(cancelToken);
        }

        @Override
        public TokenVerdict cancel(String presentedToken, Scope scope) {
            return presentedToken.equals(cancelToken)
                    ? new TokenVerdict.Good(fixture.accounts.get(ADA), scope.expiry(), "link-1")
                    : TokenIssuer.super.cancel(presentedToken, scope);
        }

        @Override
        public TokenVerdict judge(String token, Scope scope) {
            presented.add(token);
            Account account = scope.accounts().findById(ADA).orElseThrow();
            boolean fits = token.equals("own-1")
                    && account.passwordHash().filter(hash::equals).isPresent();
            return fits
                    ? new TokenVerdict.Good(account, scope.expiry(), "link-1")
                    : new TokenVerdict.Bad(Reason.UNKNOWN);
        }
    }
}
