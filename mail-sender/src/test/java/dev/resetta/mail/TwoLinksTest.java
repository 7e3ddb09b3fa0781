package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.ResetEvent;
import dev.resetta.ResetRequest;
import dev.resetta.account.Account;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.token.TokenStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reset link and the cancel link of a real mail. */
class TwoLinksTest {
    private static final int SHORT_PIECE = 8;

    @Test
    void theTwoLinksOfAMailShareNoSecret() throws Exception {
        InMemoryAccounts accounts = new InMemoryAccounts().put(Account.of("17", Notices.ADDRESS, "old hash"));
        ManualDeliveryQueue queue = new ManualDeliveryQueue();
        try (ScriptedSmtpServer server = new ScriptedSmtpServer();
                MailNotifier mail = MailNotifier.of(server.asServer(), "Shop <no-reply@shop.example>");
                PasswordReset reset = PasswordReset.builder()
                        .resetLink("https://shop.example.com/reset?token={token}")
                        .cancelLink("https://shop.example.com/cancel?token={token}")
                        .accounts(accounts)
                        .passwordUpdater(accounts)
                        .passwordHasher(password -> "hash")
                        .tokenStore(TokenStore.inMemory())
                        .notifier(mail)
                        .deliveryQueue(queue)
                        .endSessions((ResetEvent.PasswordChanged changed) -> {})
                        .build()) {
            reset.request(ResetRequest.forIdentifier(Notices.ADDRESS));
            queue.carryOut();
            List<String> links = Received.parse(server.mails().get(0)).textLinks();
            String token = tokenOf(links.get(0));
            String cancelToken = tokenOf(links.get(1));

            assertThat(links).hasSize(2);
            for (int i = 0; i + SHORT_PIECE <= token.length(); i++) {
                assertThat(cancelToken).doesNotContain(token.substring(i, i + SHORT_PIECE));
            }
            assertThat(reset.check(cancelToken)).isInstanceOf(LinkCheck.Refused.class);
            assertThat(reset.cancel(token)).isFalse();
            assertThat(reset.check(token)).isInstanceOf(LinkCheck.Good.class);
            assertThat(reset.cancel(cancelToken)).isTrue();
            assertThat(reset.check(token)).isInstanceOf(LinkCheck.Refused.class);
        }
    }

    private static String tokenOf(String link) {
        return link.substring(link.indexOf("token=") + "token=".length());
    }
}
