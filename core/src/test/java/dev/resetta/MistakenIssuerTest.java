package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenVerdict;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** An issuer of the application's own that is wrong about what it did is told so in a sentence. */
class MistakenIssuerTest {
    private final Fixture fixture = Fixture.oneTime();

    @Test
    void whoIsUncertainWithoutAFailureIsToldSo() {
        PasswordReset reset = reset((good, write) -> {
            write.to(good.account());
            return new TokenVerdict.Bad(TokenVerdict.Reason.UNCERTAIN, ADA, "link-1");
        });

        assertThatThrownBy(() -> redeem(reset))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The issuer was uncertain without a failure.");
        assertThat(fixture.events(ResetEvent.OutcomeUncertain.class))
                .containsExactly(new ResetEvent.OutcomeUncertain(fixture.clock.instant(), "", ADA, "link-1"));
    }

    @Test
    void whoSaysGoodWithoutWritingIsToldSo() {
        PasswordReset reset = reset((good, write) -> good);

        assertThatThrownBy(() -> redeem(reset)).hasMessageContaining("an account it did not hand over");
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).isEmpty();
    }

    private PasswordReset reset(BiFunction<TokenVerdict.Good, TokenIssuer.PasswordWrite, TokenVerdict> redeem) {
        return PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(fixture.accounts)
                .tokenIssuer(new TokenIssuer() {
                    @Override
                    public Issued issue(Account account, Scope scope) {
                        return Issued.of("own-1", "link-1", scope.expiry());
                    }

                    @Override
                    public TokenVerdict judge(String token, Scope scope) {
                        return good(scope);
                    }

                    @Override
                    public TokenVerdict redeem(String token, Scope scope, PasswordWrite write) {
                        return redeem.apply(good(scope), write);
                    }

                    private TokenVerdict.Good good(Scope scope) {
                        return new TokenVerdict.Good(fixture.accounts.get(ADA), scope.expiry(), "link-1");
                    }
                })
                .passwordHasher(fixture.hasher)
                .notifier(fixture.mail)
                .deliveryQueue(fixture.queue)
                .onEvent(fixture.events::add)
                .clock(fixture.clock)
                .build();
    }

    private static void redeem(PasswordReset reset) {
        reset.redeem(ResetSubmission.forToken("own-1").password(NEW));
    }
}
