package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notifier;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenPolicy.Kind;
import dev.resetta.token.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** One link of one account, to which something happens: the account, the clock and the nodes of one cell of the matrix. */
final class LinkStory {
    /** The true time, because some stores let rows expire by the clock of a server. */
    final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    final SharedParts parts;
    final Kind kind;
    final SettableClock clock = SettableClock.at(start);

    private final String accountId;
    private final String address;
    private int passwords;

    LinkStory(SharedParts parts, Kind kind, String accountId) {
        this.parts = parts;
        this.kind = kind;
        this.accountId = accountId;
        this.address = "ada." + accountId + "@example.com";
        parts.save(account());
    }

    /** The account as it is at the start. */
    Account account() {
        return Account.of(accountId, address, "old hash").withSecurityStamp("stamp");
    }

    String accountId() {
        return accountId;
    }

    TokenPolicy policy() {
        return PolicyMatrixContract.of(kind);
    }

    /** An address that nobody has. */
    String otherAddress() {
        return "new." + address;
    }

    /** A node with the usual settings. */
    Node node() {
        return node(policy());
    }

    Node node(TokenPolicy policy) {
        return node(policy, settings -> settings.signingKeys(Node.KEYS));
    }

    Node node(TokenPolicy policy, UnaryOperator<PasswordReset.Builder> settings) {
        return Node.of(parts, policy, builder -> settings.apply(builder.clock(clock)));
    }

    /** Asks for a link at this node. */
    String linkFrom(Node node) {
        return node.tokenFor(address);
    }

    /** Asks for a link whose mail is not accepted. */
    void linkWithoutMail() {
        Notifier refusing = notice -> {
            throw DeliveryException.never("planted", null);
        };
        ManualDeliveryQueue queue = new ManualDeliveryQueue();
        PasswordReset reset = Node.plain(parts, policy())
                .resetLink("https://app.example.com/reset?token={token}")
                .accounts(parts.accounts())
                .passwordUpdater(parts.updater())
                .passwordHasher(Node::hash)
                .signingKeys(Node.KEYS)
                .clock(clock)
                .notifier(refusing)
                .deliveryQueue(queue)
                .build();
        reset.request(ResetRequest.forIdentifier(address));
        queue.carryOut();
    }

    /** The application changes the account, past every reset. */
    void change(UnaryOperator<Account> change) {
        parts.save(change.apply(account()));
    }

    /** What a person is told who opens the link and sends a password in; whatever is refused must have changed nothing. */
    String use(Node node, String token) {
        String before = hash();
        LinkCheck check = node.reset.check(token);
        ResetResult result = node.redeem(token, "a new long password " + ++passwords);
        String outcome = outcome(result);
        if (check instanceof LinkCheck.Refused refused) {
            assertThat(word(refused.problem())).as("what the check said").isEqualTo(outcome);
        } else {
            assertThat(outcome)
                    .as("what became of a link that the check found good")
                    .isEqualTo("good");
        }
        assertThatNothingChangedUnlessGood(outcome, before);
        return outcome;
    }

    /** The same, when something happens to the account while the new password is hashed. */
    String useDuringWhich(Runnable happening) {
        String token = linkFrom(node());
        Node slow = Node.slow(parts, policy(), clock, happening);
        assertThat(slow.reset.check(token)).isInstanceOf(LinkCheck.Good.class);
        ResetResult result = slow.redeem(token, "a password during which");
        assertThat(hash()).as("the stored hash").doesNotContain("during which");
        return outcome(result);
    }

    /**
     * Each node redeems its link at the same moment. Over a store without transactions, who is told that it is busy does so again
     * when the others are done; where there are transactions nobody has to.
     */
    static List<ResetResult> redeemAtOnce(
            TokenStore store, List<Node> nodes, IntFunction<String> tokenOf, IntFunction<String> passwordOf) {
        boolean mayBeBusy = !TokenStoreUnits.undoes(store);
        List<ResetResult> answers =
                new ArrayList<>(Race.of(nodes.size(), i -> nodes.get(i).redeem(tokenOf.apply(i), passwordOf.apply(i))));
        for (int i = 0; i < answers.size(); i++) {
            if (mayBeBusy && answers.get(i) instanceof ResetResult.Busy) {
                answers.set(i, nodes.get(i).redeem(tokenOf.apply(i), passwordOf.apply(i)));
            }
        }
        return answers;
    }

    static String outcome(ResetResult result) {
        if (result instanceof ResetResult.Changed) {
            return "good";
        }
        return result instanceof ResetResult.LinkRefused refused ? word(refused.problem()) : result.toString();
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    private void assertThatNothingChangedUnlessGood(String outcome, String before) {
        if (outcome.equals("good")) {
            assertThat(hash()).as("the stored hash").startsWith("hash of a new long password " + passwords + " ");
        } else {
            assertThat(hash()).as("the stored hash").isEqualTo(before);
        }
    }

    private String hash() {
        return parts.accounts().findById(accountId).isPresent() ? parts.passwordHash(accountId) : "no account";
    }

    private static String word(Enum<?> problem) {
        return problem.name().toLowerCase(Locale.ROOT);
    }
}
