package dev.resetta;

import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OLD;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no token is INVALID, whatever it is, and costs nothing. */
class BadTokenTest {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @ParameterizedTest
    @EnumSource
    void whatIsNoTokenIsInvalid(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();

        List<String> bad = new ArrayList<>(List.of(
                "",
                " ",
                "\t\n",
                "null",
                "undefined",
                "%",
                "*",
                "{token}",
                "[]",
                "' or 1=1 --",
                "A".repeat(43),
                " " + token,
                token + " ",
                token + "\n",
                token + "\0",
                token + "=",
                token + "==",
                token + token,
                token.substring(1),
                token.substring(0, token.length() - 1),
                "." + token,
                token + ".",
                token + "%00",
                token.replace(token.charAt(0), '\ud83d'),
                "\u00a0" + token,
                "h1.....",
                "h1.2030-01.YQ.9999999999999.AAAAAAAAAAAAAAAAAAAAAA." + "A".repeat(43),
                "x".repeat(300),
                "x".repeat(4096),
                "x".repeat(4097),
                "x".repeat(10_000_000)));
        bad.add(null);

        assertThat(bad).allSatisfy(text -> assertInvalid(fixture, text));
        assertThat(fixture.hasher.made).hasValue(0);
        assertThat(fixture.signsIn(OLD)).isTrue();
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void everyCharacterCounts(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();

        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            char neighbour = LETTERS.charAt((LETTERS.indexOf(c) + 1) % LETTERS.length());
            assertNotGood(fixture, replaced(token, i, neighbour));
            assertNotGood(fixture, replaced(token, i, c == '.' ? '~' : '.'));
            assertNotGood(fixture, replaced(token, i, '='));
            if (Character.isLetter(c)) {
                assertNotGood(fixture, replaced(token, i, swapCase(c)));
            }
        }
        assertThat(fixture.signsIn(OLD)).isTrue();
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void ofSixtyFourLastLettersOneIsTheToken(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();
        String front = token.substring(0, token.length() - 1);

        assertThat(LETTERS.chars()
                        .filter(c -> fixture.reset().check(front + (char) c).isGood()))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void nothingThatIsStoredRedeemsAnything(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String cancelToken = fixture.cancelToken();
        StoredToken row = fixture.store.saved.get(0);

        assertThat(List.of(
                        cancelToken,
                        cancelToken.substring(1, 44),
                        cancelToken.substring(44),
                        row.digest(),
                        row.cancelDigest(),
                        row.seal(),
                        row.slot(),
                        base64(row.digest()),
                        base64(row.cancelDigest()),
                        base64(row.seal()),
                        base64(row.slot())))
                .allSatisfy(text -> assertInvalid(fixture, text));
        assertThat(fixture.signsIn(OLD)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenCancelsNothing(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();

        assertThat(fixture.reset().cancel(token)).isFalse();
        assertThat(fixture.reset().cancel("c" + token + token)).isFalse();
        assertThat(fixture.reset().cancel(null)).isFalse();
        assertThat(fixture.reset().cancel("")).isFalse();
        assertThat(fixture.reset().cancel("x".repeat(10_000_000))).isFalse();
        assertThat(fixture.reset().check(token).isGood()).isTrue();
    }

    @Test
    void noCharacterOfACancelTokenCanBeAnother() {
        Fixture fixture = Fixture.oneTime();
        String cancelToken = fixture.cancelToken();
        String token = fixture.mail.newestToken();

        for (int i = 0; i < cancelToken.length(); i++) {
            char c = cancelToken.charAt(i);
            char neighbour = LETTERS.charAt((LETTERS.indexOf(c) + 1) % LETTERS.length());
            assertThat(fixture.reset().cancel(replaced(cancelToken, i, neighbour)))
                    .isFalse();
        }
        assertThat(fixture.reset().check(token).isGood()).isTrue();
        assertThat(fixture.reset().cancel(cancelToken)).isTrue();
    }

    @Test
    void whatIsTooLongNeverReachesStoreOrDirectory() {
        Fixture fixture = Fixture.oneTime();
        fixture.token();
        int storeCalls = fixture.store.calls.get();
        int lookUps = fixture.accounts.lookUps.get();

        for (String text : List.of("A".repeat(44), "A".repeat(4097), "A".repeat(10_000_000))) {
            fixture.reset().check(text);
            fixture.redeem(text, NEW);
            fixture.reset().cancel(text);
        }

        assertThat(fixture.store.calls).hasValue(storeCalls);
        assertThat(fixture.accounts.lookUps).hasValue(lookUps);
    }

    @Test
    void aTokenOfOnePolicyIsNothingUnderAnother() {
        Fixture stored = Fixture.oneTime();
        Fixture signed = Fixture.of(TokenPolicy.Kind.HASH_BOUND);
        stored.accounts = signed.accounts;

        assertInvalid(signed, stored.token());
        assertInvalid(stored, signed.token());
    }

    private static void assertInvalid(Fixture fixture, String text) {
        assertThat(fixture.problem(text)).isEqualTo(LinkProblem.INVALID);
        assertThat(fixture.redeem(text, NEW)).isEqualTo(refused(LinkProblem.INVALID));
    }

    private static void assertNotGood(Fixture fixture, String text) {
        assertThat(fixture.reset().check(text).isGood()).as(text).isFalse();
        assertThat(fixture.redeem(text, NEW)).as(text).isInstanceOf(ResetResult.LinkRefused.class);
    }

    private static String replaced(String text, int place, char c) {
        return text.substring(0, place) + c + text.substring(place + 1);
    }

    private static char swapCase(char c) {
        return Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    }

    private static String base64(String hex) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(hex));
    }
}
