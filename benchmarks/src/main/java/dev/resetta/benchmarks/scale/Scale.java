package dev.resetta.benchmarks.scale;

import dev.resetta.PasswordReset;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.benchmarks.harness.Contest;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.jdbc.JdbcAccounts;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.token.TokenIssuer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What is measured among many rows, and with several processes. */
public final class Scale {
    private static final CrowdedPostgreSql CROWDS = new CrowdedPostgreSql();
    private static final String PASSWORD = "seven swans a swimming";

    public static final List<Experiment> EXPERIMENTS = List.of(
            new RowSizes(CROWDS),
            new InTurns("scale-issue", "minting a link", CROWDS, Scale::issue),
            new InTurns("scale-redeem", "redeeming one, without the hash,", CROWDS, Scale::redeem),
            new Nodes(),
            Contest.of("argon2id", "one hash at the recommended cost", Argon2idHash.class, "ours"));

    private Scale() {}

    /** The insert of one row; whose link it is lies anywhere. */
    private static InTurns.Operation issue(Crowd crowd) {
        ResetDatabase database = crowd.database();
        JdbcAccounts accounts = database.accounts(crowd.users());
        TokenIssuer issuer = TokenIssuer.stored(database.tokenStore(), Crowd.KEYS, new SecureRandom());
        return () -> {
            Account account = crowd.accounts().remove();
            TokenIssuer.Scope scope = TokenIssuer.Scope.of("", Crowd.POLICY, accounts, Clock.systemUTC());
            long begin = System.nanoTime();
            issuer.issue(account, scope);
            return System.nanoTime() - begin;
        };
    }

    /** A whole {@code redeem}: judged, claimed, judged again, written, committed; the warning goes to a queue in memory. */
    private static InTurns.Operation redeem(Crowd crowd) {
        ResetDatabase database = crowd.database();
        PasswordReset reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset-password?token={token}")
                .accounts(database.accounts(crowd.users()))
                .tokenStore(database.tokenStore())
                .signingKeys(Crowd.KEYS)
                .policy(Crowd.POLICY)
                .passwordHasher(password -> "$of$no$cost$" + UUID.randomUUID())
                .notifier(notice -> {})
                .endSessions(changed -> {})
                .build();
        return () -> {
            ResetSubmission submission =
                    ResetSubmission.forToken(crowd.tokens().remove()).password(PASSWORD);
            long begin = System.nanoTime();
            ResetResult result = reset.redeem(submission);
            long took = System.nanoTime() - begin;
            if (!(result instanceof ResetResult.Changed)) {
                throw new IllegalStateException("A genuine link was not redeemed: " + result);
            }
            return took;
        };
    }
}
