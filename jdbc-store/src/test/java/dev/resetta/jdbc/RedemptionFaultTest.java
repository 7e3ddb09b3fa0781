package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.limit.Limits;
import dev.resetta.password.PasswordRules;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenPolicy.Kind;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole redemption in which the database fails at one call after the other: never half of it. */
class RedemptionFaultTest {
    private static final SigningKeys KEYS = SigningKeys.of("test", new byte[32]);

    private final DataSource source = Memory.database();
    private final DatabaseParts truth = new DatabaseParts(source);
    private int accounts;

    @ParameterizedTest
    @CsvSource({
        "ONE_TIME, before", "ONE_TIME, after",
        "REUSABLE, before", "REUSABLE, after",
        "HASH_BOUND, before", "HASH_BOUND, after"
    })
    void whateverCallFailsThePasswordIsChangedOrTheLinkIsAsGoodAsBefore(Kind kind, String moment) {
        int calls = callsOfAnUndisturbedRedemption(kind);
        for (int failing = 1; failing <= calls; failing++) {
            int k = failing;
            String id = newAccount();
            String token = tokenFor(kind, id);
            WatchedDataSource watched = new WatchedDataSource(source).holding(1);
            if (moment.equals("before")) {
                watched.failingBefore((number, name) -> number == k);
            } else {
                watched.failingAfter((number, name) -> number == k);
            }

            boolean toldChanged = redeem(watched.source(), kind, token);

            String call = "call " + k + " of " + watched.calls();
            boolean isChanged = truth.passwordHash(id).startsWith("hash of first ");
            assertThat(watched.connectionsOut()).as(call).isZero();
            assertThat(isChanged).as(call).isEqualTo(toldChanged);
            assertThat(redeemAgain(kind, token))
                    .as("another try after " + call)
                    .isEqualTo(!isChanged || kind == Kind.REUSABLE);
        }
    }

    private int callsOfAnUndisturbedRedemption(Kind kind) {
        WatchedDataSource watched = new WatchedDataSource(source).holding(1);
        assertThat(redeem(watched.source(), kind, tokenFor(kind, newAccount()))).isTrue();
        return watched.calls().size();
    }

    private boolean redeem(DataSource from, Kind kind, String token) {
        try {
            return submit(
                    reset(from, kind, new RecordingNotifier(), new ManualDeliveryQueue()), token, "first password");
        } catch (RuntimeException e) {
            return false;
        }
    }

    private boolean redeemAgain(Kind kind, String token) {
        return submit(
                reset(source, kind, new RecordingNotifier(), new ManualDeliveryQueue()), token, "second password");
    }

    private static boolean submit(PasswordReset reset, String token, String password) {
        return reset.redeem(ResetSubmission.forToken(token).password(password)) instanceof ResetResult.Changed;
    }

    private String newAccount() {
        String id = "account-" + ++accounts;
        truth.save(Account.of(id, id + "@example.com", "old hash"));
        return id;
    }

    private String tokenFor(Kind kind, String id) {
        RecordingNotifier mailbox = new RecordingNotifier();
        ManualDeliveryQueue queue = new ManualDeliveryQueue();
        reset(source, kind, mailbox, queue).request(ResetRequest.forIdentifier(id + "@example.com"));
        queue.carryOut();
        return mailbox.lastToken();
    }

    private static PasswordReset reset(
            DataSource from, Kind kind, RecordingNotifier mailbox, ManualDeliveryQueue queue) {
        ResetDatabase database = ResetDatabase.of(from);
        PasswordReset.Builder builder = PasswordReset.builder()
                .resetLink("https://app.example.com/reset?token={token}")
                .accounts(database.accounts("users").stampColumn("stamp").where("enabled"))
                .passwordHasher(password -> "hash of " + password + " " + UUID.randomUUID())
                .passwordRules(PasswordRules.nist().minimumLength(8))
                .signingKeys(KEYS)
                .notifier(mailbox)
                .deliveryQueue(queue)
                .limits(Limits.none())
                .endSessions(changed -> {});
        return switch (kind) {
            case ONE_TIME ->
                builder.policy(TokenPolicy.oneTime())
                        .tokenStore(database.tokenStore())
                        .build();
            case REUSABLE ->
                builder.policy(TokenPolicy.reusableUntilExpiry())
                        .tokenStore(database.tokenStore())
                        .build();
            case HASH_BOUND ->
                builder.policy(TokenPolicy.hashBound()).transactions(database).build();
        };
    }
}
