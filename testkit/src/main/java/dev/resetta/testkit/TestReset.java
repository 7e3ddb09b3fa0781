package dev.resetta.testkit;

import dev.resetta.PasswordReset;
import dev.resetta.ResetEvent;
import dev.resetta.ResetRequest;
import dev.resetta.account.Account;
import dev.resetta.limit.Limits;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A {@link PasswordReset} that works, in one line, with everything in memory and a clock that stands still:
 *
 * <pre>{@code
 * TestReset test = TestReset.of(TokenPolicy.oneTime()).add(Account.of("17", "ada@example.com", "old hash"));
 * String token = test.tokenFor("ada@example.com");
 * assertThat(test.reset().redeem(ResetSubmission.forToken(token).password("correct horse battery"))).isChanged();
 * }</pre>
 *
 * <p>Hashes are {@code "hash of <password>"}; nothing is limited; nothing is mailed until the queue is told to.
 */
public final class TestReset implements AutoCloseable {
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final RecordingNotifier mailbox = new RecordingNotifier();
    private final ManualDeliveryQueue queue = new ManualDeliveryQueue();
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-21T12:00:00Z"));
    private final List<ResetEvent> events = new CopyOnWriteArrayList<>();
    private final List<ResetEvent.PasswordChanged> endedSessions = new CopyOnWriteArrayList<>();
    private final PasswordReset reset;

    private TestReset(TokenPolicy policy, UnaryOperator<PasswordReset.Builder> settings) {
        PasswordReset.Builder builder = PasswordReset.builder()
                .resetLink("https://app.example.com/reset?token={token}")
                .accounts(accounts)
                .policy(policy)
                .passwordHasher(password -> "hash of " + password)
                .notifier(mailbox)
                .deliveryQueue(queue)
                .limits(Limits.none())
                .clock(clock)
                .endSessions(endedSessions::add)
                .onEvent(events::add);
        if (policy.kind() == TokenPolicy.Kind.HASH_BOUND) {
            builder.signingKeys(SigningKeys.of("test", new byte[SigningKeys.SHORTEST_KEY]));
        } else {
            builder.tokenStore(TokenStore.inMemory()).cancelLink("https://app.example.com/cancel?token={token}");
        }
        reset = settings.apply(builder).build();
    }

    /** A reset of this policy. */
    public static TestReset of(TokenPolicy policy) {
        return of(policy, builder -> builder);
    }

    /** A reset of this policy, with settings of the test's own beside those that are made here. */
    public static TestReset of(TokenPolicy policy, UnaryOperator<PasswordReset.Builder> settings) {
        return new TestReset(policy, settings);
    }

    /** Adds an account, or replaces the one with its id. */
    public TestReset add(Account account) {
        accounts.put(account);
        return this;
    }

    /** What the application calls. */
    public PasswordReset reset() {
        return reset;
    }

    /** Everybody there is. */
    public InMemoryAccounts accounts() {
        return accounts;
    }

    /** What was sent. */
    public RecordingNotifier mailbox() {
        return mailbox;
    }

    /** What waits to be carried out. */
    public ManualDeliveryQueue queue() {
        return queue;
    }

    /** The time of the reset. */
    public SettableClock clock() {
        return clock;
    }

    /** Every event so far, in order. */
    public List<ResetEvent> events() {
        return List.copyOf(events);
    }

    /** The events of one kind so far, in order. */
    public <E extends ResetEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The changes after which sessions were ended, in order. */
    public List<ResetEvent.PasswordChanged> endedSessions() {
        return List.copyOf(endedSessions);
    }

    /** Asks for a link, carries out what comes of that, and takes the token out of the last mail. */
    public String tokenFor(String identifier) {
        reset.request(ResetRequest.forIdentifier(identifier));
        queue.carryOut();
        return mailbox.lastToken();
    }

    @Override
    public void close() {
        reset.close();
    }
}
