package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.delivery.Notice;
import dev.resetta.limit.Limits;
import dev.resetta.password.PasswordHasher;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * A reset on parts that a test can look into and turn. Set what the test is about, then take {@link #reset()}.
 *
 * <p>There is one account, {@link #ADA}, and nothing is limited unless the test says so.
 */
public final class Fixture {
    /** The id of the account that is always there. */
    public static final String ADA = "account-17";

    /** Her address. */
    public static final String ADDRESS = "Ada@example.com";

    /** Her password before any reset. */
    public static final String OLD = "the password of before";

    /** A password that the rules take. */
    public static final String NEW = "correct horse battery";

    /** Another one. */
    public static final String OTHER = "four random long words";

    public final SettableClock clock = new SettableClock();
    public final TestMail mail = new TestMail();
    public final TestHasher hasher = new TestHasher();
    public final List<ResetEvent> events = Collections.synchronizedList(new ArrayList<>());
    public TestAccounts accounts = new TestAccounts();
    public ForwardingStore store = new ForwardingStore();
    public ManualQueue queue = new ManualQueue();
    public TokenPolicy policy;
    public SigningKeys keys;
    public Limits limits = Limits.none();
    public PasswordUpdater updater;
    public PasswordHasher otherHasher;
    public Consumer<ResetEvent.PasswordChanged> endSessions = changed -> {};

    private PasswordReset reset;

    private Fixture(TokenPolicy policy) {
        this.policy = policy;
        this.keys = isHashBound() ? keys("2030-01", 1) : null;
        accounts.put(Account.of(ADA, ADDRESS, TestHasher.fresh(OLD)).withName("Ada"));
    }

    /** A fixture for one-time links. */
    public static Fixture oneTime() {
        return new Fixture(TokenPolicy.oneTime());
    }

    /** A fixture for links of one kind, as they come. */
    public static Fixture of(TokenPolicy.Kind kind) {
        return new Fixture(
                switch (kind) {
                    case ONE_TIME -> TokenPolicy.oneTime();
                    case REUSABLE -> TokenPolicy.reusableUntilExpiry();
                    case HASH_BOUND -> TokenPolicy.hashBound();
                });
    }

    /** A key of its own for each number. */
    public static byte[] key(int number) {
        byte[] key = new byte[SigningKeys.SHORTEST_KEY];
        key[0] = (byte) number;
        return key;
    }

    /** Keys with one current key. */
    public static SigningKeys keys(String id, int number) {
        return SigningKeys.of(id, key(number));
    }

    /** Everything set that a reset needs. */
    public PasswordReset.Builder builder() {
        PasswordReset.Builder builder = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .cancelLink("https://shop.example.com/cancel?token={token}")
                .accounts(accounts)
                .policy(policy)
                .passwordHasher(otherHasher == null ? hasher : otherHasher)
                .notifier(mail)
                .deliveryQueue(queue)
                .limits(limits)
                .clock(clock)
                .secureRandom(new SecureRandom())
                .onEvent(events::add);
        if (endSessions != null) {
            builder.endSessions(endSessions);
        }
        if (updater != null) {
            builder.passwordUpdater(updater);
        }
        if (!isHashBound()) {
            builder.tokenStore(store);
        }
        return keys == null ? builder : builder.signingKeys(keys);
    }

    /** The reset; built when first asked for. */
    public PasswordReset reset() {
        if (reset == null) {
            reset = builder().build();
        }
        return reset;
    }

    /** Builds the reset anew from what is set now, as a restart with another configuration does. */
    public PasswordReset restart() {
        queue = new ManualQueue();
        reset = null;
        return reset();
    }

    /** Asks for a link for the account and lets the mail be sent. */
    public Notice.ResetLink link() {
        int before = mail.links().size();
        assertThat(reset().request(ResetRequest.forIdentifier(ADDRESS))).isTrue();
        queue.run();
        assertThat(mail.links()).hasSize(before + 1);
        return mail.newestLink();
    }

    /** Asks for a link and takes its token out of the mail. */
    public String token() {
        return TestMail.tokenIn(link().link());
    }

    /** Asks for a link and takes the cancel token out of the mail. */
    public String cancelToken() {
        return TestMail.tokenIn(link().cancelLink());
    }

    /** Sends a password in. */
    public ResetResult redeem(String token, String password) {
        return reset().redeem(ResetSubmission.forToken(token).password(password, password));
    }

    /** Whether a person would get in with this password. */
    public boolean signsIn(String password) {
        return TestHasher.matches(password, accounts.hashOf(ADA));
    }

    /** What a page may say to this token on opening it. */
    public LinkProblem problem(String token) {
        return reset().check(token) instanceof LinkCheck.Refused refused ? refused.problem() : null;
    }

    /** The events of one kind, in order. */
    public <T extends ResetEvent> List<T> events(Class<T> type) {
        return List.copyOf(events).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public boolean isHashBound() {
        return policy.kind() == TokenPolicy.Kind.HASH_BOUND;
    }

    /** The answer to a link that is not good any more. */
    public static ResetResult refused(LinkProblem problem) {
        return new ResetResult.LinkRefused(problem);
    }

    /** The answer to a password that was changed. */
    public static ResetResult changed() {
        return new ResetResult.Changed(ADA);
    }
}
