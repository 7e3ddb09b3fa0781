package dev.resetta.examples.adapters;

import com.google.gson.Gson;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Sends mails through SendGrid's HTTP API (v3, {@code POST /v3/mail/send}), for machines that may not speak SMTP.
 *
 * <p>Each notice is one request with one recipient, byte for byte the stored address, and with click and open tracking off,
 * because a tracked link puts the token into the provider's logs. A failure says whether another try makes sense:
 *
 * <ul>
 *   <li><em>never</em>: 400 and 413, which say that this mail will not be taken however often it is sent; an address that is
 *       not one plain one, which is not sent at all
 *   <li><em>perhaps sent</em>: no answer after the mail was handed to the connection
 *   <li><em>not now</em>: 401 and 403 (key, rights or sender, which an operator can mend), 429 and 5xx with the time the
 *       provider asks for, every other answer but 202, and no connection
 * </ul>
 *
 * <p>The key may be one with the right "Mail Send" only. It appears in no exception, and neither do address, link or what the
 * provider answered. The words are the application's own; those of {@code mail-sender} come with its {@code MailNotifier},
 * which reaches the same provider over SMTP. Addresses outside ASCII are refused, since SendGrid does not take them.
 */
public final class SendGridNotifier implements Notifier {
    private static final URI PROVIDER = URI.create("https://api.sendgrid.com");

    /** Well below the minute after which a send is interrupted. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** One address and nothing that a parser of address lists would see more in. */
    private static final Pattern PLAIN_ADDRESS =
            Pattern.compile("[!-~&&[^@,;:<>()\\[\\]\"\\\\]]{1,64}@[A-Za-z0-9.-]{1,255}");

    private static final Pattern KEY = Pattern.compile("[!-~]+");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final HttpClient http;
    private final Gson json = new Gson();
    private final URI endpoint;
    private final Duration timeout;
    private final Clock clock;
    private final String apiKey;
    private final Sender sender;
    private final Function<Notice, Words> words;

    /**
     * Who writes.
     *
     * @param address one that the provider has verified
     * @param name what people see beside it
     * @param replyTo where answers go
     */
    public record Sender(String address, String name, String replyTo) {}

    /** One mail in the language of its recipient. Most of them hold a link: neither log nor keep them. */
    public record Words(String subject, String text, String html) {
        @Override
        public String toString() {
            return "Words[" + subject + "]";
        }
    }

    /**
     * Sends as this sender.
     *
     * @param apiKey the provider's key
     * @param words writes a notice as a mail: escape names in HTML, and show nothing of a request but {@link
     *     Notice.Circumstances#ipAddress()}
     */
    public SendGridNotifier(String apiKey, Sender sender, Function<Notice, Words> words) {
        this(PROVIDER, TIMEOUT, Clock.systemUTC(), apiKey, sender, words);
    }

    /**
     * Sends to another place of the provider's, such as {@code https://api.eu.sendgrid.com}.
     *
     * @param timeout how long a mail may take, and a third of it for the connection
     * @param clock what the provider's dates are compared with
     */
    public SendGridNotifier(
            URI provider, Duration timeout, Clock clock, String apiKey, Sender sender, Function<Notice, Words> words) {
        if (!KEY.matcher(apiKey).matches()) {
            throw new IllegalArgumentException("The API key holds something else than printable ASCII characters.");
        }
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout.dividedBy(3))
                .build();
        this.endpoint = provider.resolve("/v3/mail/send");
        this.timeout = timeout;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.apiKey = apiKey;
        this.sender = Objects.requireNonNull(sender, "sender");
        this.words = Objects.requireNonNull(words, "words");
    }

    @Override
    public void send(Notice notice) {
        String address = notice.to().address();
        if (!PLAIN_ADDRESS.matcher(address).matches()) {
            throw DeliveryException.never(
                    "Mail not sent: the stored address is not exactly one plain address in ASCII.", null);
        }
        byte[] mail = json.toJson(mail(address, words.apply(notice))).getBytes(StandardCharsets.UTF_8);
        HttpResponse<Void> response = post(mail);
        if (response.statusCode() != 202) {
            throw refused(response);
        }
    }

    private Map<String, Object> mail(String address, Words mail) {
        return Map.of(
                "personalizations", List.of(Map.of("to", List.of(Map.of("email", address)))),
                "from", Map.of("email", sender.address(), "name", sender.name()),
                "reply_to", Map.of("email", sender.replyTo()),
                "subject", mail.subject(),
                "content", List.of(content("text/plain", mail.text()), content("text/html", mail.html())),
                "tracking_settings",
                        Map.of(
                                "click_tracking", Map.of("enable", false, "enable_text", false),
                                "open_tracking", Map.of("enable", false)));
    }

    private static Map<String, String> content(String type, String value) {
        return Map.of("type", type, "value", value);
    }

    private HttpResponse<Void> post(byte[] mail) {
        AtomicBoolean isHandedOver = new AtomicBoolean();
        // The client asks for the body once it is connected and has sent the headers.
        HttpRequest.BodyPublisher body = BodyPublishers.ofInputStream(() -> {
            isHandedOver.set(true);
            return new ByteArrayInputStream(mail);
        });
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(body, mail.length))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(isHandedOver.get(), e);
        } catch (IOException e) {
            throw unanswered(isHandedOver.get(), e);
        }
    }

    private static DeliveryException unanswered(boolean isHandedOver, Exception cause) {
        return isHandedOver
                ? DeliveryException.perhapsSent("Mail handed to SendGrid, but the answer was lost.", cause)
                : DeliveryException.notNow("Mail not sent: no connection to SendGrid.", cause);
    }

    private DeliveryException refused(HttpResponse<?> response) {
        int status = response.statusCode();
        String sentence = "Mail not accepted: SendGrid answered with " + status + ".";
        return switch (status) {
            case 400, 413 -> DeliveryException.never(sentence, null);
            case 401, 403 -> DeliveryException.notNow(sentence + " Check the key, its rights and the sender.", null);
            default -> {
                DeliveryException notNow = DeliveryException.notNow(sentence, null);
                yield response.headers()
                        .firstValue("Retry-After")
                        .flatMap(this::wait)
                        .map(notNow::retryAfter)
                        .orElse(notNow);
            }
        };
    }

    /** How long the provider wants us to wait: in seconds, or until a date (RFC 9110, section 10.2.3). */
    private Optional<Duration> wait(String retryAfter) {
        if (SECONDS.matcher(retryAfter).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
        }
        try {
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter, Instant::from);
            Duration wait = Duration.between(clock.instant(), date);
            return wait.isNegative() ? Optional.empty() : Optional.of(wait);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Tells place and sender, and not the key. */
    @Override
    public String toString() {
        return "SendGridNotifier[" + endpoint + ", from=" + sender.address() + "]";
    }
}
