package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is said to be an address: it is refused, or it is one mailbox, and every program reads the same one. */
class AddressPropertiesTest {
    private static final int LONGEST = 254;

    @Property(seed = "2030")
    void anAddressIsRefusedOrIsOneMailbox(@ForAll("addresses") String text) throws AddressException {
        assertOneMailbox(text);
    }

    @Property(seed = "2030")
    void aMailboxIsRefusedOrIsOneLineWithOneAddress(@ForAll("mailboxes") String text) throws AddressException {
        Mailbox mailbox;
        try {
            mailbox = Mailbox.parse("The sender", text);
        } catch (IllegalArgumentException refused) {
            return;
        }
        String header = mailbox.unparsed().toString();
        assertThat(header.chars()).allMatch(c -> c >= ' ' && c <= '~');
        InternetAddress[] read = InternetAddress.parse(header, true);
        assertThat(read).hasSize(1);
        assertThat(read[0].getAddress()).isEqualTo(mailbox.address().text());
        assertThat(read[0].getPersonal() == null ? "" : read[0].getPersonal()).isEqualTo(mailbox.name());
    }

    @Property(seed = "2030")
    void aNameIsShownAsOneShortLineThatIsNoLink(@ForAll("names") String name) {
        String shown = PlainLine.nameToShow(name);

        assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(65);
        assertThat(PlainLine.hasInvisible(shown)).isFalse();
        assertThat(shown).doesNotContain("@", ":", "www", "\n", "\r");
    }

    static void assertOneMailbox(String text) throws AddressException {
        MailAddress address = MailAddress.parse(text).orElse(null);
        if (address == null) {
            return;
        }
        String said = address.text();
        assertThat(MailAddress.parse(said)).hasValue(address);
        assertThat(said.substring(0, said.indexOf('@'))).isEqualTo(text.substring(0, text.indexOf('@')));
        assertThat(said.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LONGEST);
        assertThat(said.codePoints()).noneMatch(c -> c <= ' ' || c == 0x7f || Character.isISOControl(c));
        assertThat(said).doesNotContain(",", ";", "<", ">", "(", ")", "\"", "\\", "[", "]", ":");
        if (!address.isInternational()) {
            assertThat(said.chars()).allMatch(c -> c < 0x7f);
            InternetAddress[] read = InternetAddress.parse(said, true);
            assertThat(read).hasSize(1);
            assertThat(read[0].getAddress()).isEqualTo(said);
            assertThat(read[0].getPersonal()).isNull();
        }
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> locals = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("ab.+'=!\u00e4\u4e2d")
                        .ofMinLength(1)
                        .ofMaxLength(70),
                Arbitraries.strings().all().ofMaxLength(6));
        Arbitrary<String> labels = Arbitraries.oneOf(
                Arbitraries.of(
                        "example",
                        "com",
                        "xn--mnchen-3ya",
                        "\u00e4",
                        "m\u00fcnchen",
                        "\u4e2d",
                        "\u0130",
                        "\u1e9e",
                        "a-",
                        ""),
                Arbitraries.strings().withCharRange('a', 'z').ofMaxLength(64),
                Arbitraries.strings().all().ofMaxLength(4));
        Arbitrary<String> domains = labels.list().ofMinSize(1).ofMaxSize(70).map(parts -> String.join(".", parts));
        Arbitrary<String> shortOnes = labels.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join(".", parts));
        Arbitrary<String> umlauts =
                Arbitraries.integers().between(1, 80).map(count -> "\u00e4" + ".\u00e4".repeat(count));
        return Combinators.combine(locals, Arbitraries.oneOf(domains, shortOnes, umlauts))
                .as((local, domain) -> local + "@" + domain);
    }

    @Provide
    Arbitrary<String> mailboxes() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(
                        "Shop",
                        "<",
                        ">",
                        "\"",
                        " ",
                        "\t",
                        "\r\n",
                        ",",
                        ";",
                        ":",
                        "(",
                        ")",
                        "\\",
                        "=?utf-8?q?a?=",
                        "\u00e4",
                        "\u202e",
                        "a@b.example",
                        "<a@b.example>",
                        "@",
                        ".",
                        "\ud83d"),
                Arbitraries.strings().all().ofMaxLength(3));
        Arbitrary<String> any = pieces.list().ofMaxSize(6).map(list -> String.join("", list));
        return Arbitraries.oneOf(
                any, any.map(name -> name + " <a@b.example>"), any.map(name -> "\"" + name + "\" <a@b.example>"));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(100),
                Arbitraries.strings()
                        .withChars("Aw.:@\u3002 1-\u200b\u202e\u2028\r\n\ud83d\udc0e")
                        .ofMaxLength(80));
    }
}
