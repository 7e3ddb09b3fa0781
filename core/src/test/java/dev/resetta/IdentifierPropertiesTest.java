package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is typed: it reaches the directory as it is or not at all, and everybody gets the same answer. */
class IdentifierPropertiesTest {
    private static final int LONGEST_ITEM = 8192;

    @Property(seed = "2030")
    void whatWasTypedIsTakenAsItIsOrMeansNobody(@ForAll("typed") String typed) {
        String identifier = Typed.identifier(typed);

        assertThat(identifier).isIn(typed, "");
        assertThat(identifier).hasSizeLessThanOrEqualTo(320);
        assertThat(identifier.codePoints()).noneMatch(Character::isISOControl);
        assertThat(new String(identifier.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .as("the same for whoever reads UTF-8")
                .isEqualTo(identifier);
    }

    @Property(seed = "2030")
    void everyRequestIsAnsweredAlikeAndItsItemComesBack(
            @ForAll("typed") String typed,
            @ForAll("typed") String clientAddress,
            @ForAll("typed") String userAgent,
            @ForAll("locales") Locale locale) {
        Fixture fixture = Fixture.oneTime();

        boolean accepted = fixture.reset()
                .request(ResetRequest.forIdentifier(typed)
                        .clientAddress(clientAddress)
                        .userAgent(userAgent)
                        .locale(locale));

        assertThat(accepted).isTrue();
        String text = fixture.queue.submitted.get(0);
        assertThat(text).hasSizeLessThanOrEqualTo(LONGEST_ITEM).matches("[\\x21-\\x7e]+");
        Item.Request item = (Item.Request) Item.parse(text);
        assertThat(item.text()).isEqualTo(text);
        String identifier = item.identifier();
        assertThat(identifier == null ? "" : identifier).isEqualTo(Typed.identifier(typed));
    }

    @Property(seed = "2030")
    void noTokenThatWasMadeUpIsGood(@ForAll("typed") String typed) {
        Fixture fixture = Fixture.oneTime();
        fixture.token();

        assertThat(fixture.problem(typed)).isEqualTo(LinkProblem.INVALID);
        assertThat(fixture.redeem(typed, Fixture.NEW)).isEqualTo(Fixture.refused(LinkProblem.INVALID));
        assertThat(fixture.reset().cancel(typed)).isFalse();
    }

    @Provide
    Arbitrary<String> typed() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(20),
                Arbitraries.strings().all().ofMaxLength(400),
                Arbitraries.strings()
                        .withChars("ada@example.com\r\n\0\ud83d\udc0e\u212a\u0130\u200b&=%+")
                        .ofMaxLength(330),
                Arbitraries.strings().withChars("A-_.").ofMinLength(40).ofMaxLength(45));
    }

    @Provide
    Arbitrary<Locale> locales() {
        return Arbitraries.of(List.of(Locale.getAvailableLocales())).injectNull(0.1);
    }
}
