package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is configured: it is refused, or a token in it leads to that very place. */
class LinkTemplatePropertiesTest {
    static final String TOKEN = "h1.k-_Zm9v";

    @Property(seed = "2030")
    void aTemplateIsRefusedOrItsLinksLeadToItsPlace(@ForAll("templates") String template) {
        parsed(template).ifPresent(parsed -> assertLeadsTo(template, parsed.with(TOKEN)));
    }

    /** What a browser could take for another host or another scheme. */
    @Property(seed = "2030")
    void noCharacterLetsALinkLeadElsewhere(@ForAll char c, @ForAll("places") String place) {
        String template = place.replace('@', c) + "/reset?token={token}";

        parsed(template).ifPresent(parsed -> assertLeadsTo(template, parsed.with(TOKEN)));
    }

    static Optional<LinkTemplate> parsed(String template) {
        try {
            return Optional.of(LinkTemplate.parse("resetLink", template));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("The resetLink ");
            return Optional.empty();
        }
    }

    static void assertLeadsTo(String template, String link) {
        assertThat(link).isEqualTo(template.replace("{token}", TOKEN));
        URI uri = URI.create(link);
        String place = Optional.ofNullable(uri.getRawQuery()).orElse("") + "#"
                + Optional.ofNullable(uri.getRawFragment()).orElse("");
        assertThat(place).containsOnlyOnce(TOKEN);
        assertThat(uri.getRawUserInfo()).isNull();
        assertThat(link).matches("(?i)https?://[a-z0-9.\\[\\]:%-]+[/?#](?s).*");
        assertThat(uri.getScheme().equalsIgnoreCase("https")
                        || uri.getHost().matches("(?i)localhost|\\[::1]|127(\\.\\d+){3}"))
                .isTrue();
    }

    @Provide
    Arbitrary<String> templates() {
        Arbitrary<String> pieces = Arbitraries.of(
                "https:",
                "http:",
                "HTTPS:",
                "javascript:",
                "ftp:",
                "//",
                "/",
                "\\",
                "?",
                "#",
                "&",
                "=",
                "{token}",
                "{token}",
                "{TOKEN}",
                "%7Btoken%7D",
                "shop.example.com",
                "localhost",
                "127.0.0.1",
                "[::1]",
                "[fe80::1%25eth0]",
                "@",
                "user",
                ":",
                "8443",
                "..",
                " ",
                "\n",
                "\0",
                "\u00e4",
                "\u202e",
                "\ud83d",
                "token",
                "\"",
                "<",
                "%",
                "%zz");
        Arbitrary<String> any = pieces.list().ofMaxSize(10).map(list -> String.join("", list));
        return Arbitraries.oneOf(
                any,
                any.map(rest -> "https://shop.example.com/?" + rest),
                any.map(rest -> "https://" + rest + "?t={token}"));
    }

    @Provide
    Arbitrary<String> places() {
        return Arbitraries.of(
                "https://shop.example.com@evil.example",
                "https://shop.example.com:@",
                "https://@shop.example.com",
                "https:@//shop.example.com",
                "http@://shop.example.com",
                "http://localhost@evil.example",
                "http://127.0.0.@");
    }
}
