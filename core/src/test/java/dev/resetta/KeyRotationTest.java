package dev.resetta;

import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.key;
import static dev.resetta.Fixture.keys;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.token.TokenPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys change while links are on their way. */
class KeyRotationTest {

    @ParameterizedTest
    @EnumSource
    void aLinkOfAKeyThatIsStillAcceptedIsGood(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.keys = keys("old", 1);
        String token = fixture.token();

        fixture.keys = keys("new", 2).accepting("old", key(1));
        fixture.restart();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void aLinkOfADroppedKeyIsInvalid(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.keys = keys("old", 1);
        String token = fixture.token();

        fixture.keys = keys("new", 2);
        fixture.restart();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.INVALID));
    }

    @ParameterizedTest
    @EnumSource
    void anotherKeyUnderTheSameIdIsAnotherKey(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.keys = keys("old", 1);
        String token = fixture.token();

        fixture.keys = keys("old", 2);
        fixture.restart();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.INVALID));
    }

    @ParameterizedTest
    @EnumSource
    void newLinksAreSignedWithTheCurrentKey(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.keys = keys("new", 2).accepting("old", key(1));
        String token = fixture.token();

        fixture.keys = keys("new", 2);
        fixture.restart();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void aLinkWithoutAKeyIsInvalidOnceThereAreKeys(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();

        fixture.keys = keys("first", 1);
        fixture.restart();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.INVALID));
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void aLinkWithAKeyIsInvalidOnceThereAreNone(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        fixture.keys = keys("first", 1);
        String token = fixture.token();

        fixture.keys = null;
        fixture.restart();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.INVALID));
    }
}
