package dev.resetta.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.delivery.Notice.Circumstances;
import dev.resetta.delivery.Notice.Recipient;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a notice shows of an address, and tells of itself. */
class NoticeTest {
    private static final Instant AT = Instant.ofEpochMilli(2_000_000_000_123L);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "255.255.255.255",
                "192.0.2.1",
                "09.1.2.3",
                "::",
                "::1",
                "1::",
                "2001:db8::09af",
                "2001:DB8::09AF",
                "::ffff:192.0.2.1",
                "0000:0000:0000:0000:0000:ffff:255.255.255.255"
            })
    void anAddressIsShown(String address) {
        assertThat(new Circumstances(AT, address, null).ipAddress()).hasValue(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ":",
                "1:2",
                "1.2.3",
                "1.2.3.4.5",
                "1..2.3",
                "1.2.3.",
                ".1.2.3",
                "256.1.1.1",
                "1.1.1.256",
                "0001.1.1.1",
                "1.1.1./",
                "1.1.1.:",
                "1.1.1.a",
                "g::1",
                "1::g",
                "1:2:x",
                "::1.2.3",
                "::256.1.1.1",
                "1.2.3.4::1",
                "::\u0661",
                "\u0661::1",
                "::1%eth0",
                "localhost",
                "00000:0000:0000:0000:0000:ffff:255.255.255.255"
            })
    void whatIsNoneIsNot(String text) {
        assertThat(new Circumstances(AT, text, null).ipAddress()).isEmpty();
    }

    @Test
    void aNoticeNamesTheAccountOnly() {
        Recipient ada = new Recipient("", "17", "ada@example.com", "Ada", null);
        Circumstances there = new Circumstances(AT, "192.0.2.1", "Lynx");

        assertThat(ada).hasToString("Recipient[17]");
        assertThat(new Notice.ResetLink(ada, there, "https://secret", null, AT, AT))
                .hasToString("ResetLink[Recipient[17], expires=" + AT + "]");
    }

    @Test
    void aFailureSaysWhatItIsAndHowLongToWait() {
        Throwable cause = new IllegalStateException();

        assertThat(DeliveryException.never("550", cause).kind()).isEqualTo(DeliveryException.Kind.NEVER);
        assertThat(DeliveryException.never("550", cause)).hasMessage("550").hasCause(cause);
        assertThat(DeliveryException.perhapsSent("lost", null).kind()).isEqualTo(DeliveryException.Kind.PERHAPS_SENT);
        assertThat(DeliveryException.notNow("451", null).retryAfter()).isEmpty();
        DeliveryException later = DeliveryException.notNow("451", cause).retryAfter(Duration.ofSeconds(7));
        assertThat(later).hasMessage("451").hasCause(cause);
        assertThat(later.retryAfter()).hasValue(Duration.ofSeconds(7));
        assertThatThrownBy(() -> DeliveryException.notNow("451", null).retryAfter(null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void aQueueJoinsNoTransactionUnlessItSaysSo() {
        try (DeliveryQueue queue = DeliveryQueue.inMemory()) {
            assertThat(queue.joinsTransaction()).isFalse();
        }
    }
}
