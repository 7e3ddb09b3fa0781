package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mailbox of the configuration: a name and an address, or an address alone. */
class MailboxTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no-reply@example.com|``",
                "<no-reply@example.com>|``",
                "Shop <no-reply@example.com>|Shop",
                "  Shop of shops   <no-reply@example.com>  |Shop of shops",
                "\"Shop, the\" <no-reply@example.com>|Shop, the",
                "\" Shop \" <no-reply@example.com>|Shop",
                "Läden <no-reply@example.com>|Läden"
            })
    void aNameStandsBeforeTheAddressWithOrWithoutQuotes(String text, String name) {
        Mailbox mailbox = Mailbox.parse("The sender", text);

        assertThat(mailbox.name()).isEqualTo(name);
        assertThat(mailbox.address().text()).isEqualTo("no-reply@example.com");
    }

    @Test
    void aNameHasUpToAHundredCharacters() {
        assertThat(Mailbox.parse("The sender", "x".repeat(100) + " <a@example.com>")
                        .name())
                .hasSize(100);
        refused("x".repeat(101) + " <a@example.com>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Shop",
                "Shop <>",
                "Shop no-reply@example.com",
                "Sh@op <no-reply@example.com>",
                "Sh\\op <no-reply@example.com>",
                "=?utf-8?q?Shop?= <no-reply@example.com>",
                "Sh\u202eop <no-reply@example.com>",
                "\"Shop\r\nBcc\" <no-reply@example.com>",
                "Shop <zo\u00eb@example.com>",
                "Shop <a@example.com>, <b@example.com>"
            })
    void anythingElseIsRefusedWithTheNameOfTheSetting(String text) {
        refused(text);
    }

    @Test
    void onTheMailANameIsThereOnlyIfThereIsOne() {
        assertThat(Mailbox.parse("The sender", "Shop <a@example.com>")
                        .unparsed()
                        .getPersonal())
                .isEqualTo("Shop");
        assertThat(Mailbox.parse("The sender", "a@example.com").unparsed().getPersonal())
                .isNull();
    }

    private static void refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mailbox.parse("The sender", text))
                .withMessageStartingWith("The sender is one mailbox");
    }
}
