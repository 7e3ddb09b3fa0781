package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever strangers write into a profile or a request: the mail has its headers, its parts and its links, and no others. */
class MailPropertiesTest {

    @Property(seed = "2030")
    void whatStrangersWriteIsTextOrNothing(
            @ForAll("texts") String name,
            @ForAll("texts") String userAgent,
            @ForAll("texts") String clientAddress,
            @ForAll("languages") Locale locale)
            throws Exception {
        MailFuzzing.assertUnharmed(name, userAgent, clientAddress, locale);
    }

    @Property(seed = "2030")
    void aHeaderForTheProviderIsRefusedOrIsOneLine(@ForAll("texts") String name, @ForAll("texts") String value)
            throws Exception {
        MailHeaders headers = MailHeaders.of(Mailbox.parse("The sender", "no-reply@shop.example"));
        MailHeaders more;
        try {
            more = headers.providers("X-" + name, value);
        } catch (IllegalArgumentException refused) {
            return;
        }
        Received mail = MailFuzzing.received(more, Notices.resetLink());
        assertThat(mail.header("X-" + name).replaceAll("\\s", "")).isEqualTo(value.replaceAll("\\s", ""));
        assertThat(Collections.list(mail.message().getAllHeaders())).hasSize(MailFuzzing.USUAL_HEADERS.size() + 1);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(MailFuzzing.NASTY),
                Arbitraries.strings().ascii().ofMaxLength(5),
                Arbitraries.strings().all().ofMaxLength(5));
        return pieces.list().ofMaxSize(8).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<Locale> languages() {
        return Arbitraries.of(MailTemplates.standard().languages().stream()
                .map(Locale::forLanguageTag)
                .toList());
    }
}
