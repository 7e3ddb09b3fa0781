package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryException.Kind;
import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Notifier} owes: each notice to its one recipient, byte for byte, or an exception that says whether another
 * try makes sense, and tells no link.
 *
 * <p>Extend it, return a notifier that sends to a server the test can look into, and say what arrived there:
 *
 * <pre>{@code
 * class MyNotifierTest extends NotifierContract {
 *     @Override
 *     protected Notifier createNotifier() {
 *         return new MyNotifier(server.address());
 *     }
 *
 *     @Override
 *     protected List<Delivered> delivered() {
 *         return server.messages().stream().map(m -> new Delivered(m.recipient(), m.body())).toList();
 *     }
 *
 *     @Override
 *     protected boolean inject(Fault fault) { ... }   // false for what the server cannot do: reported as skipped
 * }
 * }</pre>
 */
@DisplayName("A notifier")
public abstract class NotifierContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String ADDRESS = "Ada.Lovelace+reset@example.com";
    private static final String TOKEN = "Zm9vYmFyLXRva2VuLW9mLWEtY29udHJhY3QtdGVzdA";
    private static final String LINK = "https://shop.example.com/reset?token=" + TOKEN;
    private static final String CANCEL_LINK =
            "https://shop.example.com/cancel?token=Y2FuY2VsLXRva2VuLW9mLWEtY29udHJhY3Q";
    private static final int RUNNERS = 8;

    /** What people type into the field for their name. */
    private static final List<String> STRANGE_NAMES = List.of(
            "Ada\r\nBcc: evil@example.org",
            "Ada\nTo: evil@example.org",
            "Ada <evil@example.org>, Eve",
            "\"Ada\" <evil@example.org>",
            "Ada\0\u2028\u202e",
            "x".repeat(300));

    /** What may stand in the column of addresses, and would reach somebody else if it were parsed. */
    private static final List<String> NOT_ONE_ADDRESS = List.of(
            "v@example.com,evil@example.org",
            "v@example.com;evil@example.org",
            "v@example.com evil@example.org",
            "v@example.com <evil@example.org>",
            "\"v@example.com\" <evil@example.org>",
            "friends:v@example.com,evil@example.org;",
            "@relay.example,@other.example:v@example.com",
            "v@example.com\r\nBcc: evil@example.org",
            "v@example.com\nTo: evil@example.org",
            "v@example.com>\r\nRCPT TO:<evil@example.org",
            "v@example.com\0@example.org",
            " ",
            "");

    /** Something that arrived: for whom, and everything it says. */
    public record Delivered(String recipient, String content) {}

    /** What can be wrong where the notifier sends to. */
    public enum Fault {
        /** Nobody answers. */
        UNREACHABLE(Kind.NOT_NOW),
        /** It is answered, but says "later". */
        BUSY(Kind.NOT_NOW),
        /** It refuses this notice for good. */
        REFUSED(Kind.NEVER),
        /** It takes the notice, and the answer is lost. */
        ANSWER_LOST(Kind.PERHAPS_SENT);

        private final Kind kind;

        Fault(Kind kind) {
            this.kind = kind;
        }
    }

    private Notifier notifier = new RecordingNotifier();

    /** For extension. */
    protected NotifierContract() {}

    /** Makes the notifier, with nothing delivered yet; called before each test. */
    protected abstract Notifier createNotifier();

    /** Everything that has arrived since {@link #createNotifier()}. */
    protected abstract List<Delivered> delivered();

    /**
     * Lets the notifier's sends fail from now on.
     *
     * @return false if this cannot be done here
     */
    protected abstract boolean inject(Fault fault);

    @BeforeEach
    void createTheNotifier() {
        notifier = createNotifier();
    }

    @Nested
    @DisplayName("delivers")
    class Delivers {
        @Test
        @DisplayName("a link to its one recipient, byte for byte")
        void aLinkArrives() {
            notifier.send(link(ADDRESS));

            assertThat(delivered()).hasSize(1);
            assertThat(delivered().get(0).recipient()).isEqualTo(ADDRESS);
            assertThat(delivered().get(0).content()).contains(LINK);
        }

        @Test
        @DisplayName("the warning of a changed password")
        void aWarningArrives() {
            notifier.send(new Notice.PasswordChanged(to(ADDRESS), circumstances()));

            assertThat(delivered()).extracting(Delivered::recipient).containsExactly(ADDRESS);
        }

        @Test
        @DisplayName("word of a link of the support's, in whatever language")
        void wordOfASupportLinkArrives() {
            notifier.send(new Notice.LinkIssuedBySupport(to(ADDRESS), circumstances(), NOON.plusSeconds(60)));

            assertThat(delivered()).extracting(Delivered::recipient).containsExactly(ADDRESS);
        }

        @Test
        @DisplayName("nothing to anybody else, whatever the stored address looks like")
        void strangeAddressesReachNobodyElse() {
            for (String address : NOT_ONE_ADDRESS) {
                int before = delivered().size();
                boolean isSent = true;
                try {
                    notifier.send(link(address));
                } catch (DeliveryException e) {
                    assertThat(e.kind()).as("the refusal of <%s>", address).isEqualTo(Kind.NEVER);
                    isSent = false;
                }
                assertThat(delivered().subList(before, delivered().size()))
                        .as("sent for <%s>", address)
                        .hasSize(isSent ? 1 : 0)
                        .allSatisfy(one -> assertThat(one.recipient()).isEqualTo(address));
            }
        }

        @Test
        @DisplayName("nothing to anybody else, whatever people call themselves")
        void strangeNamesReachNobodyElse() {
            for (String name : STRANGE_NAMES) {
                int before = delivered().size();
                notifier.send(new Notice.ResetLink(
                        new Notice.Recipient("", "17", ADDRESS, name, Locale.ENGLISH),
                        circumstances(),
                        LINK,
                        null,
                        NOON,
                        NOON.plusSeconds(1800)));

                assertThat(delivered().subList(before, delivered().size()))
                        .as("sent to <%s>", name)
                        .extracting(Delivered::recipient)
                        .containsExactly(ADDRESS);
            }
        }

        @Test
        @DisplayName("the cancel link beside the link, byte for byte, also to somebody of whom nothing else is known")
        void theCancelLinkArrives() {
            notifier.send(new Notice.ResetLink(
                    new Notice.Recipient("", "17", ADDRESS, "", null),
                    new Notice.Circumstances(NOON, null, null),
                    LINK,
                    CANCEL_LINK,
                    NOON,
                    NOON.plusSeconds(1800)));

            assertThat(delivered()).hasSize(1);
            assertThat(delivered().get(0).content()).contains(LINK, CANCEL_LINK);
        }

        @Test
        @DisplayName("what many threads send, each once")
        void manyAtOnce() {
            Race.of(RUNNERS, runner -> {
                notifier.send(link("customer-" + runner + "@example.com"));
                return runner;
            });

            assertThat(delivered())
                    .extracting(Delivered::recipient)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, RUNNERS)
                            .mapToObj(runner -> "customer-" + runner + "@example.com")
                            .toList());
        }
    }

    @Nested
    @DisplayName("shows nothing of")
    class Shows {
        @Test
        @DisplayName("what a request's headers say")
        void noUserAgent() {
            Notice.Circumstances planted =
                    new Notice.Circumstances(NOON, "planted <b>203.0.113.7", "planted {{link}} Firefox/1 Windows");
            notifier.send(new Notice.ResetLink(to(ADDRESS), planted, LINK, null, NOON, NOON.plusSeconds(1800)));

            assertThat(delivered().get(0).content()).doesNotContain("planted");
        }
    }

    @Nested
    @DisplayName("says of a failure")
    class Fails {
        @Test
        @DisplayName("'not now' if nobody answers")
        void unreachable() {
            assertFails(Fault.UNREACHABLE);
        }

        @Test
        @DisplayName("'not now' if it is told 'later'")
        void busy() {
            assertFails(Fault.BUSY);
        }

        @Test
        @DisplayName("'never' if the notice is refused for good")
        void refused() {
            assertFails(Fault.REFUSED);
        }

        @Test
        @DisplayName("'perhaps sent' if the notice was handed over and the answer lost")
        void answerLost() {
            assertFails(Fault.ANSWER_LOST);
        }
    }

    private void assertFails(Fault fault) {
        assumeTrue(inject(fault), "This cannot be tried here.");
        try {
            notifier.send(link(ADDRESS));
        } catch (DeliveryException e) {
            assertThat(e.kind()).isEqualTo(fault.kind);
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).as("a message").doesNotContain(TOKEN, ADDRESS);
            }
            return;
        }
        fail("The notice was sent.");
    }

    private static Notice link(String address) {
        return new Notice.ResetLink(to(address), circumstances(), LINK, null, NOON, NOON.plusSeconds(1800));
    }

    private static Notice.Recipient to(String address) {
        return new Notice.Recipient("", "17", address, "Ada", Locale.ENGLISH);
    }

    private static Notice.Circumstances circumstances() {
        return new Notice.Circumstances(NOON, "203.0.113.7", null);
    }
}
