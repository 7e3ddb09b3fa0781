package dev.resetta.examples.replays;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetEvent;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.password.PasswordHasher;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.testkit.SettableClock;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A small application with a password reset, and every part of it a field, so that a replay can run against a part that is
 * weak on purpose. Exchange parts before the first call.
 */
final class Application implements AutoCloseable {
    static final List<TokenPolicy> POLICIES =
            List.of(TokenPolicy.oneTime(), TokenPolicy.reusableUntilExpiry(), TokenPolicy.hashBound());
    static final Account ADA = Account.of("17", "ada@example.com", "hash of ada's old password");
    static final Account BOB = Account.of("18", "bob@example.com", "hash of bob's old password");
    static final String NEW = "correct horse battery";
    static final String OTHER = "a staple for the horse";
    static final String CLIENT = "203.0.113.7";

    final SettableClock clock = SettableClock.at(Instant.parse("2026-11-21T12:00:00Z"));
    final InMemoryAccounts accounts = new InMemoryAccounts().put(ADA).put(BOB);
    final RecordingNotifier mailbox = new RecordingNotifier();
    final ManualDeliveryQueue waiting = new ManualDeliveryQueue();
    final AtomicInteger hashings = new AtomicInteger();
    final List<ResetEvent> events = new CopyOnWriteArrayList<>();
    final List<ResetEvent.PasswordChanged> ended = new CopyOnWriteArrayList<>();

    final TokenPolicy policy;
    AccountDirectory directory = accounts;
    PasswordUpdater updater = accounts;
    TokenStore store = TokenStore.inMemory();
    TokenIssuer issuer;
    SigningKeys keys = SigningKeys.of("k", new SecureRandom().generateSeed(SigningKeys.SHORTEST_KEY));
    SecureRandom random = new SecureRandom();
    PasswordHasher hasher = password -> "hash of " + password + ", salt " + hashings.incrementAndGet();
    Notifier notifier = mailbox;
    DeliveryQueue queue = waiting;
    Limits limits = Limits.none();
    RequestLimiter limiter = RequestLimiter.inMemory();
    Consumer<ResetEvent.PasswordChanged> endSessions = ended::add;
    Clock resetClock = clock;
    String resetLink = "https://shop.example.com/reset?token={token}";

    private final List<PasswordReset> nodes = new ArrayList<>();

    private Application(TokenPolicy policy) {
        this.policy = policy;
    }

    static Application of(TokenPolicy policy) {
        return new Application(policy);
    }

    static Application oneTime() {
        return of(TokenPolicy.oneTime());
    }

    /** The first node. */
    PasswordReset reset() {
        return nodes.isEmpty() ? node() : nodes.get(0);
    }

    /** One more process over the same parts. */
    PasswordReset node() {
        PasswordReset.Builder builder = PasswordReset.builder()
                .resetLink(resetLink)
                .cancelLink("https://shop.example.com/cancel?token={token}")
                .accounts(directory)
                .passwordUpdater(updater)
                .policy(policy)
                .secureRandom(random)
                .passwordHasher(hasher)
                .notifier(notifier)
                .deliveryQueue(queue)
                .limits(limits)
                .requestLimiter(limiter)
                .endSessions(endSessions)
                .onEvent(events::add)
                .clock(resetClock);
        if (issuer != null) {
            builder.tokenIssuer(issuer);
        } else {
            builder.signingKeys(keys);
            if (policy.kind() == TokenPolicy.Kind.HASH_BOUND) {
                builder.transactions(store);
            } else {
                builder.tokenStore(store);
            }
        }
        nodes.add(builder.build());
        return nodes.get(nodes.size() - 1);
    }

    /** Asks for a link, and tells what was mailed because of that. */
    List<Notice.ResetLink> ask(String typed) {
        int before = mailbox.links().size();
        reset().request(ResetRequest.forIdentifier(typed).clientAddress(CLIENT));
        waiting.carryOut();
        return mailbox.links().subList(before, mailbox.links().size());
    }

    /** Asks for a link and takes its token out of the mail. */
    String tokenFor(Account account) {
        List<Notice.ResetLink> links = ask(account.address().orElseThrow());
        if (links.isEmpty()) {
            throw new AssertionError("No link was mailed.");
        }
        return mailbox.lastToken();
    }

    ResetResult redeem(String token, String password) {
        return reset().redeem(ResetSubmission.forToken(token).password(password).clientAddress(CLIENT));
    }

    /** Whether this token changes a password now. */
    boolean redeems(String token) {
        return redeem(token, NEW) instanceof ResetResult.Changed;
    }

    /** Why a token is refused; null if it is good. */
    LinkProblem problem(String token) {
        return reset().check(token) instanceof LinkCheck.Refused refused ? refused.problem() : null;
    }

    /** The password of an account's stored hash, if it is this one. */
    boolean signsIn(Account account, String password) {
        return directory
                .findById(account.id())
                .flatMap(Account::passwordHash)
                .filter(hash -> hash.startsWith("hash of " + password + ", salt "))
                .isPresent();
    }

    /** Whether an account's password is what it was at first. */
    boolean isUntouched(Account account) {
        return directory.findById(account.id()).flatMap(Account::passwordHash).equals(account.passwordHash());
    }

    @Override
    public void close() {
        nodes.forEach(PasswordReset::close);
    }
}
