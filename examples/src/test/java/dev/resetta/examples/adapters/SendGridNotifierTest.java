package dev.resetta.examples.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonParser;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryException.Kind;
import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import dev.resetta.examples.adapters.SendGridNotifier.Sender;
import dev.resetta.examples.adapters.SendGridNotifier.Words;
import dev.resetta.testkit.NotifierContract;
import dev.resetta.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every notifier, over SendGrid's API, and what this one adds to it. */
@DisplayName("The notifier over SendGrid's API")
class SendGridNotifierTest extends NotifierContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String KEY = "SG.very-secret";
    private static final String LINK = "https://shop.example.com/reset?token=abc_-1";
    private static final Sender SHOP = new Sender("no-reply@shop.example.com", "Shop", "help@shop.example.com");

    private final SendGridStandIn provider = new SendGridStandIn();
    private final Notifier notifier = notifier(provider.address(), Duration.ofSeconds(30));

    @AfterEach
    void stopTheProvider() {
        provider.close();
    }

    @Override
    protected Notifier createNotifier() {
        return notifier;
    }

    @Override
    protected List<Delivered> delivered() {
        return provider.requests().stream()
                .map(request -> new Delivered(
                        request.recipient(),
                        request.body().getAsJsonArray("content").toString()))
                .toList();
    }

    @Override
    protected boolean inject(Fault fault) {
        switch (fault) {
            case UNREACHABLE -> provider.close();
            case BUSY -> provider.answer(503, Map.of());
            case REFUSED -> provider.answer(400, Map.of());
            case ANSWER_LOST -> provider.answer(SendGridStandIn.NO_ANSWER, Map.of());
        }
        return true;
    }

    @Test
    void theMailIsOneRequestWithTrackingOff() {
        notifier.send(link("Ada+reset@example.com"));
        assertThat(provider.requests()).hasSize(1);
        assertThat(provider.requests().get(0).line()).isEqualTo("POST /v3/mail/send");
        assertThat(provider.requests().get(0).authorization()).isEqualTo("Bearer " + KEY);
        assertThat(provider.requests().get(0).body()).isEqualTo(JsonParser.parseString("""
                {
                  "personalizations": [{"to": [{"email": "Ada+reset@example.com"}]}],
                  "from": {"email": "no-reply@shop.example.com", "name": "Shop"},
                  "reply_to": {"email": "help@shop.example.com"},
                  "subject": "Your new password ✓",
                  "content": [
                    {"type": "text/plain", "value": "Open https://shop.example.com/reset?token=abc_-1"},
                    {"type": "text/html", "value": "<a href=\\"https://shop.example.com/reset?token=abc_-1\\">Open</a>"}
                  ],
                  "tracking_settings": {
                    "click_tracking": {"enable": false, "enable_text": false},
                    "open_tracking": {"enable": false}
                  }
                }
                """));
    }

    @ParameterizedTest
    @CsvSource({
        "200, NOT_NOW",
        "302, NOT_NOW",
        "400, NEVER",
        "401, NOT_NOW",
        "403, NOT_NOW",
        "404, NOT_NOW",
        "413, NEVER",
        "429, NOT_NOW",
        "500, NOT_NOW",
        "502, NOT_NOW",
        "503, NOT_NOW"
    })
    void everyAnswerSaysWhetherAnotherTryMakesSense(int status, Kind kind) {
        provider.answer(status, Map.of());
        DeliveryException failure = failureOf(notifier);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining("" + status);
        assertThat(failure.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "429, 120, PT2M",
        "503, 0, PT0S",
        "429, 'Sat, 21 Nov 2026 12:03:00 GMT', PT3M",
    })
    void theProviderIsAskedAgainWhenItWantsToBe(int status, String retryAfter, Duration wait) {
        provider.answer(status, Map.of("Retry-After", retryAfter));
        assertThat(failureOf(notifier).retryAfter()).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"soon", "-5", "9999999999", "Sat, 21 Nov 2026 11:59:59 GMT", "Mon, 21 Nov 2026 12:03:00 GMT"})
    void aWaitThatMakesNoSenseIsIgnored(String retryAfter) {
        provider.answer(429, Map.of("Retry-After", retryAfter));
        DeliveryException failure = failureOf(notifier);
        assertThat(failure.kind()).isEqualTo(Kind.NOT_NOW);
        assertThat(failure.retryAfter()).isEmpty();
    }

    @Test
    void aMailIsPerhapsSentIfTheProviderDoesNotAnswerInTime() {
        provider.answer(SendGridStandIn.SILENCE, Map.of());
        // Long enough to connect and to write on a busy machine.
        Notifier impatient = notifier(provider.address(), Duration.ofSeconds(4));
        assertThat(failureOf(impatient).kind()).isEqualTo(Kind.PERHAPS_SENT);
        assertThat(provider.requests()).hasSize(1);
    }

    @Test
    void aMailIsNotSentIfTheConnectionIsNotSafe() {
        URI https = URI.create("https://localhost:" + provider.address().getPort());
        assertThat(failureOf(notifier(https, Duration.ofSeconds(1))).kind()).isEqualTo(Kind.NOT_NOW);
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void aSendThatIsInterruptedEndsAndIsPerhapsSent() {
        provider.answer(SendGridStandIn.SILENCE, Map.of());
        Thread.currentThread().interrupt();
        assertThat(failureOf(notifier).kind()).isIn(Kind.NOT_NOW, Kind.PERHAPS_SENT);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theKeyIsNowhereToBeRead() {
        assertThat(notifier.toString()).doesNotContain(KEY).contains("no-reply@shop.example.com");
        assertThatThrownBy(() -> new SendGridNotifier(KEY + "\n", SHOP, SendGridNotifierTest::write))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(KEY);
        provider.answer(401, Map.of());
        assertThat(failureOf(notifier)).hasMessageNotContaining(KEY).hasNoCause();
        assertThat(write(link("ada@example.com")).toString()).doesNotContain("token");
    }

    private static SendGridNotifier notifier(URI provider, Duration timeout) {
        return new SendGridNotifier(provider, timeout, SettableClock.at(NOON), KEY, SHOP, SendGridNotifierTest::write);
    }

    private static DeliveryException failureOf(Notifier notifier) {
        return catchThrowableOfType(DeliveryException.class, () -> notifier.send(link("ada@example.com")));
    }

    private static Notice link(String address) {
        Notice.Recipient ada = new Notice.Recipient("", "17", address, "Ada", Locale.ENGLISH);
        return new Notice.ResetLink(
                ada, new Notice.Circumstances(NOON, null, null), LINK, null, NOON, NOON.plusSeconds(1800));
    }

    private static Words write(Notice notice) {
        if (notice instanceof Notice.ResetLink reset) {
            String cancel = reset.cancelLink() == null ? "" : " or cancel: " + reset.cancelLink();
            return new Words(
                    "Your new password ✓",
                    "Open " + reset.link() + cancel,
                    "<a href=\"" + reset.link() + "\">Open</a>" + cancel);
        }
        return new Words("About your password", "Something happened.", "<p>Something happened.</p>");
    }
}
