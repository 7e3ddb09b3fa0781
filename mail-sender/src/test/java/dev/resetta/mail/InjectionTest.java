package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.Notice;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever strangers put into a request or a profile: the mail, parsed again from what went over the wire, has the usual
 * headers, parts and links, and nothing of what was planted.
 */
class InjectionTest {
    private static final List<String> PLANTED = List.of(
            "\r\nBcc: planted@evil.example\r\nSubject: planted",
            "<script>planted</script><a href=\"https://evil.example\">planted</a>",
            "{{link}}{{{cancelLink}}}{{#service}}planted{{/service}}{{>planted}}",
            "planted: call +1 900 555 0199, or see https://evil.example/planted",
            "\r\n.\r\nQUIT\r\n--planted\u0000\u202eplanted\u2028${planted}%{planted}#{planted}");

    private static final List<String> USER_AGENTS = List.of(
            "@",
            "Mozilla/5.0 (Windows NT 10.0; @) Gecko/20100101 Firefox/145.0",
            "@ Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1 @",
            "Firefox/@ Windows",
            "Mozilla/5.0 (@; Android 15) Firefox/145.0 @",
            "curl/8.10.1 @",
            "Edg/1 @ Macintosh @");

    /** What may go wrong in a name is left out, or shown as text; it must not become anything else. */
    private static final List<String> NAMES =
            List.of("@", "Alice @", "@ Alice", "Ali@ce", "\"Alice\" @", "=?utf-8?q?@?=");

    private static final List<String> CLIENT_ADDRESSES = List.of("@", "203.0.113.7 @", "@203.0.113.7", "::1%@", "[@]");

    private static ScriptedSmtpServer server;
    private static MailNotifier notifier;
    private static List<String> usualHeaders;

    @BeforeAll
    static void start() throws Exception {
        server = new ScriptedSmtpServer();
        notifier = MailNotifier.of(server.asServer(), "Shop <no-reply@shop.example>");
        usualHeaders = headerNames(sent(notice("Alice", null, "203.0.113.7")));
    }

    @AfterAll
    static void stop() throws IOException {
        notifier.close();
        server.close();
    }

    static Stream<String> userAgents() {
        return planted(USER_AGENTS);
    }

    static Stream<String> names() {
        return planted(NAMES);
    }

    static Stream<String> clientAddresses() {
        return planted(CLIENT_ADDRESSES);
    }

    @ParameterizedTest
    @MethodSource("userAgents")
    void aUserAgentPlantsNothing(String userAgent) throws Exception {
        Received mail = sent(notice("Alice", userAgent, "203.0.113.7"));

        assertUnharmed(mail);
        assertThat(everythingIn(mail)).doesNotContainIgnoringCase("planted");
    }

    @ParameterizedTest
    @MethodSource("clientAddresses")
    void aClientAddressPlantsNothing(String clientAddress) throws Exception {
        Received mail = sent(notice("Alice", null, clientAddress));

        assertUnharmed(mail);
        assertThat(everythingIn(mail)).doesNotContainIgnoringCase("planted");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameIsTextOrNothing(String name) throws Exception {
        Received mail = sent(notice(name, null, "203.0.113.7"));

        assertUnharmed(mail);
        assertThat(mail.html()).doesNotContain("<script", "evil.example");
        assertThat(mail.text()).doesNotContain("evil.example", "900 555");
        assertThat(mail.text().lines()).noneMatch(line -> line.startsWith("Bcc") || line.startsWith("Subject"));
    }

    private static Stream<String> planted(List<String> places) {
        return places.stream().flatMap(place -> PLANTED.stream().map(what -> place.replace("@", what)));
    }

    private static Notice notice(String name, String userAgent, String clientAddress) {
        return new Notice.ResetLink(
                Notices.to(name, Notices.ADDRESS, Locale.ENGLISH),
                new Notice.Circumstances(Notices.AT, clientAddress, userAgent),
                Notices.LINK,
                Notices.CANCEL_LINK,
                Notices.AT,
                Notices.AT.plusSeconds(1800));
    }

    private static Received sent(Notice notice) {
        int before = server.mails().size();
        int commands = server.commands().size();
        notifier.send(notice);
        assertThat(server.mails()).hasSize(before + 1);
        assertThat(server.commands().subList(commands, server.commands().size()))
                .filteredOn(command -> command.startsWith("RCPT"))
                .containsExactly("RCPT TO:<" + Notices.ADDRESS + ">");
        return Received.parse(server.mails().get(before));
    }

    private static void assertUnharmed(Received mail) throws Exception {
        assertThat(headerNames(mail)).isEqualTo(usualHeaders);
        assertThat(mail.header("Subject")).isEqualTo("Choose a new password for Shop");
        assertThat(mail.header("To")).isEqualTo(Notices.ADDRESS);
        assertThat(mail.textLinks()).containsExactly(Notices.LINK, Notices.CANCEL_LINK);
        assertThat(mail.htmlLinks()).containsExactly(Notices.LINK, Notices.LINK, Notices.CANCEL_LINK);
    }

    private static List<String> headerNames(Received mail) throws Exception {
        return Collections.list(mail.message().getAllHeaders()).stream()
                .map(header -> header.getName())
                .toList();
    }

    private static String everythingIn(Received mail) throws Exception {
        StringBuilder all = new StringBuilder();
        Collections.list(mail.message().getAllHeaders())
                .forEach(header -> all.append(header.getName()).append(header.getValue()));
        return all.append(mail.text()).append(mail.html()).toString();
    }
}
