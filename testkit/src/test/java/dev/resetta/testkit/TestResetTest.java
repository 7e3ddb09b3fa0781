package dev.resetta.testkit;

import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.LinkProblem;
import dev.resetta.ResetEvent;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.token.TokenPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users of the kit write in tests of their own. */
class TestResetTest {
    private static final String ADDRESS = "ada@example.com";
    private static final String NEW = "correct horse battery";

    static Stream<TokenPolicy> policies() {
        return Stream.of(TokenPolicy.oneTime(), TokenPolicy.reusableUntilExpiry(), TokenPolicy.hashBound());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void oneLineGivesAWorkingReset(TokenPolicy policy) {
        try (TestReset test = TestReset.of(policy).add(Account.of("17", ADDRESS, "old hash"))) {
            String token = test.tokenFor(ADDRESS);
            assertThat(test.reset().check(token)).isGood();

            assertThat(test.reset().redeem(ResetSubmission.forToken(token).password(NEW)))
                    .isChanged();
            assertThat(test.accounts().passwordHash("17")).isEqualTo("hash of " + NEW);
            assertThat(test.endedSessions()).hasSize(1);
            assertThat(test.events(ResetEvent.PasswordChanged.class)).hasSize(1);
            test.queue().carryOut();
            assertThat(test.mailbox().warnings()).hasSize(1);
        }
    }

    @Test
    void assertionsSayWhatWasExpected() {
        try (TestReset test = TestReset.of(TokenPolicy.oneTime()).add(Account.of("17", ADDRESS, "old hash"))) {
            String token = test.tokenFor(ADDRESS);
            assertThat(test.reset().redeem(ResetSubmission.forToken(token).password("short")))
                    .isPasswordRefused("too-short");
            ResetResult mismatch =
                    test.reset().redeem(ResetSubmission.forToken(token).password(NEW, NEW + "x"));
            assertThat(mismatch).isPasswordRefused("mismatch");
            test.clock().advance(TokenPolicy.oneTime().lifetime());
            assertThat(test.reset().check(token)).isRefused(LinkProblem.EXPIRED);
            assertThat(test.reset().redeem(ResetSubmission.forToken(token).password(NEW)))
                    .isLinkRefused(LinkProblem.EXPIRED);

            assertThatThrownBy(() -> assertThat(test.reset().check(token)).isGood())
                    .isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> assertThat(mismatch).isChanged()).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> assertThat(mismatch).isBusy()).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> assertThat(mismatch).isPasswordRefused("too-short"))
                    .isInstanceOf(AssertionError.class);
        }
    }
}
