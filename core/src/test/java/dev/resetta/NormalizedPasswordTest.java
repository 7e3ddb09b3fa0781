package dev.resetta;

import static dev.resetta.Fixture.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.password.PasswordHasher;
import dev.resetta.password.PasswordRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One password, whatever keyboard composed it: rules, hasher, updater and sign-in see the same. */
class NormalizedPasswordTest {
    private static final String COMPOSED = "caf\u00e9 caf\u00e9 caf\u00e9 caf\u00e9";
    private static final String DECOMPOSED = "cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301";

    private final Fixture fixture = Fixture.oneTime();

    @ParameterizedTest
    @ValueSource(strings = {COMPOSED, DECOMPOSED})
    void whatTheSignInNormalizesIsWhatWasHashed(String typed) {
        PasswordRules rules = PasswordRules.nist().normalizeNfc();

        assertThat(redeem(rules, typed, typed)).isEqualTo(changed());

        assertThat(fixture.signsIn(rules.normalize(COMPOSED))).isTrue();
        assertThat(fixture.signsIn(rules.normalize(DECOMPOSED))).isTrue();
    }

    @Test
    void anUpdaterThatHashesForItselfGetsTheNormalizedOne() {
        List<String> handed = new ArrayList<>();
        fixture.otherHasher = PasswordHasher.none();
        fixture.updater = update -> handed.add(update.newPassword());

        redeem(PasswordRules.nist().normalizeNfc(), DECOMPOSED, COMPOSED);

        assertThat(handed).containsExactly(COMPOSED);
    }

    @Test
    void twoEntriesInTwoFormsAreTheSame() {
        assertThat(redeem(PasswordRules.nist().normalizeNfc(), DECOMPOSED, COMPOSED))
                .isEqualTo(changed());
    }

    @Test
    void lengthsAreCountedAfterwards() {
        PasswordRules rules = PasswordRules.nist().normalizeNfc();

        assertThat(redeem(rules, "e\u0301".repeat(14), null)).isInstanceOf(ResetResult.PasswordRefused.class);
        assertThat(redeem(rules, "e\u0301".repeat(15), "é".repeat(15))).isEqualTo(changed());
    }

    @Test
    void unlessItIsSwitchedOnAPasswordIsHashedAsItWasReceived() {
        assertThat(redeem(PasswordRules.nist(), DECOMPOSED, DECOMPOSED)).isEqualTo(changed());

        assertThat(fixture.signsIn(DECOMPOSED)).isTrue();
        assertThat(fixture.signsIn(COMPOSED)).isFalse();
    }

    private ResetResult redeem(PasswordRules rules, String password, String again) {
        PasswordReset reset = fixture.builder().passwordRules(rules).build();
        fixture.clock.advance(Duration.ofSeconds(1));
        reset.request(ResetRequest.forIdentifier(Fixture.ADDRESS));
        fixture.queue.run();
        return reset.redeem(ResetSubmission.forToken(fixture.mail.newestToken()).password(password, again));
    }
}
