package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.limit.Limits;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What holds when sixteen processes redeem one link at the same moment, over the store and the accounts under test: one
 * winner for one-time and hash-bound links, nobody refused for reusable ones.
 *
 * <p>Each runner has a {@link PasswordReset} of its own, as each process has, so that only the shared parts decide. A round is
 * repeated 20 times, or 100 with {@code -Dresetta.thorough=true}. {@link Shared#save} and {@link Shared#passwordHash} are the
 * application's own way to its accounts.
 */
@DisplayName("Of sixteen who redeem one link at once")
public abstract class RedemptionRaceContract {
    private static final int RUNNERS = 16;
    private static final String ADDRESS = "ada@example.com";

    /** The parts that all processes share. */
    public interface Shared {
        /** The token store under test. */
        TokenStore tokenStore();

        /** Where accounts are found. */
        AccountDirectory accounts();

        /** Who replaces hashes. */
        PasswordUpdater updater();

        /** What runs a redemption of a hash-bound link as one unit. */
        Predicate<BooleanSupplier> transactions();

        /** Adds an account. */
        void save(Account account);

        /** Reads the stored hash of an account, past Resetta. */
        String passwordHash(String accountId);
    }

    /** For extension. */
    protected RedemptionRaceContract() {}

    /** Sets the shared parts up, without any account; called once in each test. */
    protected abstract Shared shared();

    /** Makes the id of an account; override it where ids are not free text. */
    protected String accountId(int round) {
        return "account-" + round;
    }

    @Test
    @DisplayName("one wins, if it is a one-time link")
    void oneOfManyRedeemsAOneTimeLink() {
        race(TokenPolicy.oneTime(), this::oneWins);
    }

    @Test
    @DisplayName("one wins, if it is a hash-bound link")
    void oneOfManyRedeemsAHashBoundLink() {
        race(TokenPolicy.hashBound(), this::oneWins);
    }

    @Test
    @DisplayName("all do in turn, if it is a reusable link")
    void allRedeemAReusableLinkInTurn() {
        race(TokenPolicy.reusableUntilExpiry(), (answers, hash) -> {
            assertThat(answers).allMatch(ResetResult.Changed.class::isInstance);
            assertThat(hash).startsWith("hash of password ");
        });
    }

    private void oneWins(List<ResetResult> answers, String hash) {
        List<Integer> winners = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof ResetResult.Changed) {
                winners.add(i);
            } else {
                assertThat(answers.get(i))
                        .isIn(
                                new ResetResult.LinkRefused(LinkProblem.USED),
                                new ResetResult.LinkRefused(LinkProblem.INVALID));
            }
        }
        assertThat(winners).as("winners").hasSize(1);
        assertThat(hash).as("the stored hash").startsWith("hash of " + password(winners.get(0)));
    }

    /** Judges one round: what everybody was told, and the hash that is stored. */
    private interface Verdict {
        void on(List<ResetResult> answers, String hash);
    }

    private void race(TokenPolicy policy, Verdict verdict) {
        Shared shared = shared();
        SigningKeys keys =
                SigningKeys.of("race", "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        int rounds = Boolean.getBoolean("resetta.thorough") ? 100 : 20;
        for (int round = 0; round < rounds; round++) {
            String id = accountId(round);
            String address = round + ADDRESS;
            shared.save(Account.of(id, address, "old hash"));
            String token = linkFor(shared, policy, keys, address);
            List<PasswordReset> processes = new ArrayList<>();
            for (int i = 0; i < RUNNERS; i++) {
                processes.add(process(shared, policy, keys, new RecordingNotifier(), new ManualDeliveryQueue()));
            }
            List<ResetResult> answers = Race.of(
                    RUNNERS,
                    i -> processes.get(i).redeem(ResetSubmission.forToken(token).password(password(i))));
            verdict.on(answers, shared.passwordHash(id));
        }
    }

    private static String linkFor(Shared shared, TokenPolicy policy, SigningKeys keys, String address) {
        RecordingNotifier mailbox = new RecordingNotifier();
        ManualDeliveryQueue queue = new ManualDeliveryQueue();
        process(shared, policy, keys, mailbox, queue).request(ResetRequest.forIdentifier(address));
        queue.carryOut();
        return mailbox.lastToken();
    }

    private static PasswordReset process(
            Shared shared, TokenPolicy policy, SigningKeys keys, RecordingNotifier mailbox, ManualDeliveryQueue queue) {
        PasswordReset.Builder builder = PasswordReset.builder()
                .resetLink("https://app.example.com/reset?token={token}")
                .accounts(shared.accounts())
                .passwordUpdater(shared.updater())
                .passwordHasher(password -> "hash of " + password + " " + UUID.randomUUID())
                .policy(policy)
                .signingKeys(keys)
                .notifier(mailbox)
                .deliveryQueue(queue)
                .limits(Limits.none())
                .endSessions(changed -> {});
        return policy.kind() == TokenPolicy.Kind.HASH_BOUND
                ? builder.transactions(shared.transactions()).build()
                : builder.tokenStore(shared.tokenStore()).build();
    }

    private static String password(int runner) {
        return "password of runner " + runner;
    }
}
