package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult.Changed;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.token.TokenPolicy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Sixteen nodes at work at once, on every database at three isolation levels: nobody is in anybody's way. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#isolated")
class CrowdTest {
    private static final int NODES = 16;
    private static final int ROUNDS = Threads.THOROUGH ? 60 : 2;
    private static final int ISSUES_EACH = Threads.THOROUGH ? 60 : 6;
    private static final int REDEMPTIONS_EACH = Threads.THOROUGH ? 50 : 5;

    @Parameter(0)
    Database database;

    @Parameter(1)
    String isolation;

    private Application application;
    private List<Node> nodes;

    @BeforeEach
    void start() {
        application = new Application(database.fresh(isolation));
        nodes = IntStream.range(0, NODES).mapToObj(i -> new Node(application)).toList();
    }

    @Test
    void sixteenLinksIssuedAtOnceForOneAccountLeaveOneLive() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Threads.race(NODES, i -> () -> nodes.get(i).mail("alice"));

            List<String> links = nodes.stream()
                    .map(node -> node.mailbox.lastToken())
                    .distinct()
                    .toList();
            assertThat(links).hasSize(NODES);
            assertThat(links)
                    .filteredOn(token -> nodes.get(0).reset.check(token) instanceof LinkCheck.Good)
                    .as("round %d", round)
                    .hasSize(1);
        }
    }

    @Test
    void linksOfManyAccountsAreAllIssuedAtTheFirstTry() throws Exception {
        createAccounts(ISSUES_EACH);

        List<List<String>> tokens = Threads.race(
                NODES,
                i -> () -> IntStream.range(0, ISSUES_EACH)
                        .mapToObj(k -> nodes.get(i).mail(id(i, k)))
                        .toList());

        assertThat(tokens.stream().flatMap(List::stream))
                .hasSize(NODES * ISSUES_EACH)
                .allMatch(token -> nodes.get(0).reset.check(token) instanceof LinkCheck.Good);
    }

    @Test
    void everybodyWhoRedeemsHisOwnLinkAloneChangesHisPassword() throws Exception {
        createAccounts(REDEMPTIONS_EACH);
        List<List<String>> tokens = IntStream.range(0, NODES)
                .mapToObj(i -> IntStream.range(0, REDEMPTIONS_EACH)
                        .mapToObj(k -> nodes.get(i).mail(id(i, k)))
                        .toList())
                .toList();

        Threads.race(NODES, i -> () -> {
            for (int k = 0; k < REDEMPTIONS_EACH; k++) {
                assertThat(Application.redeem(nodes.get(i).reset, tokens.get(i).get(k)))
                        .isEqualTo(new Changed(id(i, k)));
            }
            return true;
        });

        assertThat(application.rows("users WHERE password_hash LIKE 'hash of %'"))
                .isEqualTo(NODES * REDEMPTIONS_EACH);
    }

    private void createAccounts(int each) {
        for (int i = 0; i < NODES; i++) {
            for (int k = 0; k < each; k++) {
                application.addAccount(id(i, k));
            }
        }
    }

    private static String id(int node, int k) {
        return "account-" + node + "-" + k;
    }

    /** One process, with a queue and a mailbox of its own. */
    private static final class Node {
        final ManualDeliveryQueue queue = new ManualDeliveryQueue();
        final RecordingNotifier mailbox = new RecordingNotifier();
        final PasswordReset reset;

        Node(Application application) {
            reset = application
                    .builder(ResetDatabase.of(application.source), TokenPolicy.oneTime(), queue, mailbox)
                    .build();
        }

        /** Asks for a link and mails it, and has nothing to try again. */
        String mail(String id) {
            reset.request(ResetRequest.forIdentifier(id + "@example.com"));
            assertThat(queue.carryOut()).as("tries again for " + id).isEmpty();
            return mailbox.lastToken();
        }
    }
}
