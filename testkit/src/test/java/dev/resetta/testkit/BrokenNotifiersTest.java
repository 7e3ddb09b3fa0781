package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Notifiers that break a promise are rejected by the test that names it. */
class BrokenNotifiersTest {
    @Test
    void aRightOneIsNot() {
        assertThat(Rejections.of(Right.class)).isEmpty();
    }

    @Test
    void anAddressThatIsReadAsAListIsSeen() {
        assertThat(Rejections.of(Lists.class)).contains("strangeAddressesReachNobodyElse");
    }

    @Test
    void anAddressThatIsFoldedIsSeen() {
        assertThat(Rejections.of(Folded.class)).contains("aLinkArrives");
    }

    @Test
    void aFailureThatIsSwallowedIsSeen() {
        assertThat(Rejections.of(Silent.class)).contains("unreachable", "busy", "refused", "answerLost");
    }

    @Test
    void aFailureThatTellsTheLinkIsSeen() {
        assertThat(Rejections.of(Chatty.class)).contains("unreachable", "busy", "refused", "answerLost");
    }

    @Test
    void aFailureThatIsTriedAgainThoughItMayHaveArrivedIsSeen() {
        assertThat(Rejections.of(AlwaysNotNow.class)).containsExactlyInAnyOrder("refused", "answerLost");
    }

    @Test
    void aUserAgentThatIsShownIsSeen() {
        assertThat(Rejections.of(ShowsUserAgent.class)).containsExactly("noUserAgent");
    }

    @Test
    void aStrangeAddressThatIsDroppedWithoutAWordIsSeen() {
        assertThat(Rejections.of(Dropping.class)).containsExactly("strangeAddressesReachNobodyElse");
    }

    @Test
    void aNameThatIsWrittenIntoAHeaderIsSeen() {
        assertThat(Rejections.of(HeaderInjection.class)).containsExactly("strangeNamesReachNobodyElse");
    }

    @Test
    void aCancelLinkThatIsForgottenIsSeen() {
        assertThat(Rejections.of(NoCancelLink.class)).containsExactly("theCancelLinkArrives");
    }

    /** A post office in memory; the tests below override what they break. */
    static class Right extends NotifierContract {
        private final List<Delivered> delivered = new CopyOnWriteArrayList<>();
        private @Nullable Fault fault;

        @Override
        protected Notifier createNotifier() {
            return this::send;
        }

        @Override
        protected List<Delivered> delivered() {
            return delivered;
        }

        @Override
        protected boolean inject(Fault injected) {
            fault = injected;
            return true;
        }

        void send(Notice notice) {
            if (fault != null) {
                fail(fault, notice);
                return;
            }
            String address = notice.to().address();
            if (!address.matches("[A-Za-z0-9.+-]+@[a-z.]+")) {
                throw DeliveryException.never("Not one address.", null);
            }
            deliver(address, content(notice));
        }

        void deliver(String address, String content) {
            delivered.add(new Delivered(address, content));
        }

        void fail(Fault fault, Notice notice) {
            throw switch (fault) {
                case UNREACHABLE, BUSY -> DeliveryException.notNow("Later.", null);
                case REFUSED -> DeliveryException.never("Refused.", null);
                case ANSWER_LOST -> DeliveryException.perhapsSent("No answer.", null);
            };
        }

        String content(Notice notice) {
            return notice instanceof Notice.ResetLink link ? link.link() + " " + link.cancelLink() : "";
        }
    }

    static class Lists extends Right {
        @Override
        void send(Notice notice) {
            for (String address : notice.to().address().split("[,;]", -1)) {
                deliver(address, content(notice));
            }
        }
    }

    static class Folded extends Right {
        @Override
        void deliver(String address, String content) {
            super.deliver(address.toLowerCase(Locale.ROOT), content);
        }
    }

    static class Silent extends Right {
        @Override
        void fail(Fault fault, Notice notice) {}
    }

    static class Chatty extends Right {
        @Override
        void fail(Fault fault, Notice notice) {
            try {
                super.fail(fault, notice);
            } catch (DeliveryException e) {
                IllegalStateException cause = new IllegalStateException("Cannot send " + content(notice));
                throw switch (e.kind()) {
                    case NOT_NOW -> DeliveryException.notNow("Later.", cause);
                    case NEVER -> DeliveryException.never("Refused.", cause);
                    case PERHAPS_SENT -> DeliveryException.perhapsSent("No answer.", cause);
                };
            }
        }
    }

    static class AlwaysNotNow extends Right {
        @Override
        void fail(Fault fault, Notice notice) {
            throw DeliveryException.notNow("Later.", null);
        }
    }

    static class ShowsUserAgent extends Right {
        @Override
        String content(Notice notice) {
            return super.content(notice) + notice.circumstances().userAgent();
        }
    }

    static class Dropping extends Right {
        @Override
        void send(Notice notice) {
            try {
                super.send(notice);
            } catch (DeliveryException e) {
                if (!"Not one address.".equals(e.getMessage())) {
                    throw e;
                }
            }
        }
    }

    /** Lines of a header are split where the name has its line breaks. */
    static class HeaderInjection extends Right {
        @Override
        void send(Notice notice) {
            super.send(notice);
            notice.to()
                    .name()
                    .lines()
                    .filter(line -> line.startsWith("Bcc: "))
                    .forEach(line -> deliver(line.substring(5), content(notice)));
        }
    }

    static class NoCancelLink extends Right {
        @Override
        String content(Notice notice) {
            return notice instanceof Notice.ResetLink link ? link.link() : "";
        }
    }
}
