package dev.resetta.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.resetta.account.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Length decides; nothing is asked of the composition. */
class PasswordRulesTest {
    private static final Account ACCOUNT =
            Account.of("account-number-17", "ada.lovelace@example.com", "h").withName("Ada King, Countess of Lovelace");
    private static final String EMOJI = "\ud83d\udc0e";

    private final PasswordRules rules = PasswordRules.nist();

    @Test
    void lengthsAreCountedInCodePoints() {
        assertThat(codes(rules, "a".repeat(14))).containsExactly("too-short");
        assertThat(codes(rules, "a".repeat(15))).isEmpty();
        assertThat(codes(rules, EMOJI.repeat(14))).containsExactly("too-short");
        assertThat(codes(rules, EMOJI.repeat(15))).isEmpty();
        assertThat(codes(rules, EMOJI.repeat(256))).isEmpty();
        assertThat(codes(rules, EMOJI.repeat(257))).containsExactly("too-long");
        assertThat(codes(rules, "a".repeat(256))).isEmpty();
        assertThat(codes(rules, "a".repeat(257))).containsExactly("too-long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaa",
                "               ",
                "correct horse battery staple",
                "пароль с пробелами",
                "000000000000000"
            })
    void nothingIsAskedOfTheComposition(String password) {
        assertThat(codes(rules, password)).isEmpty();
    }

    @Test
    void nothingIsTrimmed() {
        assertThat(codes(rules, "  fourteen long  ".substring(0, 15))).isEmpty();
        assertThat(rules.judge(" " + "a".repeat(15), "a".repeat(15), ACCOUNT))
                .extracting(PasswordProblem::code)
                .containsExactly(PasswordProblem.MISMATCH);
    }

    @Test
    void theReasonCarriesWhatAMessageNeeds() {
        assertThat(rules.minimumLength(8).judge("short", null, ACCOUNT))
                .containsExactly(new PasswordProblem("too-short", List.of(8), "Use at least 8 characters."));
        assertThat(rules.minimumLength(8).minimumLength()).isEqualTo(8);
    }

    @Test
    void bytesAreLimitedWhereAHasherWouldCut() {
        PasswordRules bcrypt = rules.maximumBytes(72);

        assertThat(codes(bcrypt, "a".repeat(72))).isEmpty();
        assertThat(codes(bcrypt, "a".repeat(73))).containsExactly("too-many-bytes");
        assertThat(codes(bcrypt, EMOJI.repeat(18))).isEmpty();
        assertThat(codes(bcrypt, EMOJI.repeat(18) + "a")).containsExactly("too-many-bytes");
        assertThat(codes(bcrypt, "é".repeat(36))).isEmpty();
        assertThat(codes(bcrypt, "é".repeat(37))).containsExactly("too-many-bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\ud83d", "\udc0e", "\udfff"})
    void halfACharacterIsRefused(String half) {
        assertThat(codes(rules, "long enough, but " + half)).containsExactly("not-unicode");
        assertThat(codes(rules, half + "long enough, but")).containsExactly("not-unicode");
        assertThat(codes(rules, "long " + half + " enough, but")).containsExactly("not-unicode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account-number-17",
                "ACCOUNT-NUMBER-17",
                "ada.lovelace@example.com",
                "Ada.Lovelace@Example.COM",
                "ada king, countess of lovelace"
            })
    void theAccountsOwnWordsAreRefused(String password) {
        assertThat(codes(rules, password)).containsExactly("own-words");
    }

    @Test
    void twoEntriesHaveToBeTheSame() {
        String password = "correct horse battery";

        assertThat(rules.judge(password, password, ACCOUNT)).isEmpty();
        assertThat(rules.judge(password, null, ACCOUNT)).isEmpty();
        assertThat(rules.judge(password, "", ACCOUNT)).hasSize(1);
        assertThat(rules.judge(password, password + " ", ACCOUNT)).hasSize(1);
        assertThat(rules.judge("short", "other", ACCOUNT))
                .extracting(PasswordProblem::code)
                .containsExactly("too-short", PasswordProblem.MISMATCH);
        assertThat(rules.judge(null, null, ACCOUNT))
                .extracting(PasswordProblem::code)
                .containsExactly("too-short");
    }

    @Test
    void rulesOfTheApplicationsOwnComeInTheirOrderAndOnlyForFittingLengths() {
        List<String> asked = new ArrayList<>();
        PasswordRules more = rules.and((password, account) -> {
                    asked.add("first");
                    assertThat(account).isSameAs(ACCOUNT);
                    return Optional.of(new PasswordProblem("first", List.of(), "No."));
                })
                .and((password, account) -> {
                    asked.add("second");
                    return Optional.of(new PasswordProblem("second", List.of(), "No."));
                });

        assertThat(codes(more, "short")).containsExactly("too-short");
        assertThat(asked).isEmpty();
        assertThat(codes(more, "correct horse battery")).containsExactly("first", "second");
        assertThat(codes(rules, "correct horse battery")).as("rules are values").isEmpty();
    }

    @Test
    void tenMegabytesAreRefusedAtOnce() {
        String huge = "x".repeat(10_000_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> assertThat(codes(rules, huge)).containsExactly("too-long"));
    }

    @Test
    void aLargerMaximumCountsTheSame() {
        PasswordRules large = rules.maximumLength(1000);

        assertThat(codes(large, EMOJI.repeat(1000))).isEmpty();
        assertThat(codes(large, EMOJI.repeat(1001))).containsExactly("too-long");
    }

    @Test
    void weakOrContradictorySettingsAreRefused() {
        assertThatThrownBy(() -> rules.minimumLength(7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules.minimumLength(257)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules.maximumLength(63)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules.minimumLength(100).maximumLength(99))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules.maximumBytes(63)).isInstanceOf(IllegalArgumentException.class);
        assertThat(codes(rules.maximumLength(64), "a".repeat(64))).isEmpty();
    }

    @Test
    void settingsAreTakenUpToTheirBounds() {
        assertThat(rules.minimumLength(8).minimumLength()).isEqualTo(8);
        assertThat(rules.minimumLength(256).minimumLength()).isEqualTo(256);
        assertThat(rules.minimumLength(100).maximumLength(100).maximumLength()).isEqualTo(100);
        assertThat(codes(rules.maximumBytes(64), "a".repeat(64))).isEmpty();
        assertThat(codes(rules.maximumBytes(64), "a".repeat(65))).containsExactly("too-many-bytes");
        assertThat(codes(rules, "\ud7ff\ue000 just beside half characters")).isEmpty();
    }

    private static List<String> codes(PasswordRules rules, String password) {
        return rules.judge(password, null, ACCOUNT).stream()
                .map(PasswordProblem::code)
                .toList();
    }
}
