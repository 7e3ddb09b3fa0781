package dev.resetta.examples.reading;

import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OwnHashTest {
    /** By Python: {@code hashlib.pbkdf2_hmac("sha512", "pässword".encode(), b"sixteen bytes ok", 1000, 32)}. */
    private static final String COMPUTED_ELSEWHERE =
            "$pbkdf2-sha512$i=1000$c2l4dGVlbiBieXRlcyBvaw$VgJwlW/5qQlcTHDpbLCjDEJLJYjL70fBiTJOaBXbKHA";

    private final OwnHash shop = new OwnHash();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whatTheResetHasHashedSignsIn() throws InterruptedException {
        assertThat(shop.resetTo("correct horse battery")).isChanged();
        assertThat(shop.signsIn("correct horse battery")).isTrue();
        assertThat(shop.signsIn("a password of long ago")).isFalse();
    }

    @Test
    void aHashComputedElsewhereIsVerified() {
        assertThat(new OwnHash.Pbkdf2(1000).verify("p\u00e4ssword", COMPUTED_ELSEWHERE))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain text", "$pbkdf2-sha512$i=0$AAAA$AAAA", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"
            })
    void whatIsNoSuchHashVerifiesNothing(String stored) {
        assertThat(new OwnHash.Pbkdf2(1000).verify("a password of long ago", stored))
                .isFalse();
    }

    @Test
    void theProgramTellsWhatHappens() throws Exception {
        assertThat(Printed.by(OwnHash::main))
                .contains("$pbkdf2-sha512$i=210000$")
                .contains("She resets her password: Changed[accountId=17]")
                .contains("Does the new password sign in? true")
                .contains("Does the old password sign in? false");
    }
}
