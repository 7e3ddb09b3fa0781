package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.ResetResult;
import dev.resetta.account.Account;
import dev.resetta.token.TokenPolicy;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What holds when sixteen nodes redeem one link at the same moment, over the store and the accounts under test: one
 * winner for one-time and hash-bound links, nobody refused for reusable ones.
 *
 * <p>Over a store that says of itself, by {@link dev.resetta.token.TokenStore#inTransaction()}, that it has no transactions, some
 * may be told that the link is busy. Nothing has happened to the link by what they sent, and they send it again once the others
 * are done.
 *
 * <p>Each runner has a {@link dev.resetta.PasswordReset} of its own, as each node has, so that only the shared parts decide.
 * How often a round is repeated tells {@link #rounds()}.
 */
@DisplayName("Of sixteen who redeem one link at once")
public abstract class RedemptionRaceContract {
    private static final int RUNNERS = 16;

    /** For extension. */
    protected RedemptionRaceContract() {}

    /** Sets the shared parts up, without any account; called once in each test. */
    protected abstract SharedParts shared();

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
        race(TokenPolicy.reusableUntilExpiry(), this::allDo);
    }

    @Test
    @DisplayName("and of two links of one account, one wins, too")
    void oneOfManyWinsWithTwoLinksOfOneAccount() {
        SharedParts parts = shared();
        TokenPolicy policy = TokenPolicy.oneTime().keepEarlierLinks();
        for (int round = 0; round < rounds(); round++) {
            String address = newAccount(parts, round);
            Node issuer = Node.of(parts, policy);
            List<String> tokens = List.of(issuer.tokenFor(address), issuer.tokenFor(address));
            oneWins(new Round(
                    round, parts, tokens.get(0), redeemAtOnce(parts, policy, runner -> tokens.get(runner % 2))));
        }
    }

    /**
     * One round that is over.
     *
     * @param answers what each runner was told
     */
    private record Round(int number, SharedParts parts, String token, List<ResetResult> answers) {}

    private void allDo(Round round) {
        Node late = Node.of(round.parts(), TokenPolicy.reusableUntilExpiry());
        assertThat(round.answers())
                .as("round %d", round.number())
                .hasSize(RUNNERS)
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(ResetResult.Changed.class));
        assertThat(hash(round)).startsWith("hash of " + password(0).substring(0, 9));
        assertThat(late.reset.check(round.token()))
                .as("the link after round %d", round.number())
                .isInstanceOf(LinkCheck.Good.class);
    }

    private void oneWins(Round round) {
        List<ResetResult> answers = round.answers();
        List<Integer> winners = IntStream.range(0, answers.size())
                .filter(i -> answers.get(i) instanceof ResetResult.Changed)
                .boxed()
                .toList();
        assertThat(winners).as("winners of round %d", round.number()).hasSize(1);
        assertThat(answers)
                .as("round %d", round.number())
                .filteredOn(answer -> !(answer instanceof ResetResult.Changed))
                .allMatch(answer -> answer.equals(new ResetResult.LinkRefused(LinkProblem.USED))
                        || answer.equals(new ResetResult.LinkRefused(LinkProblem.INVALID)));
        assertThat(hash(round))
                .as("the hash of round %d", round.number())
                .startsWith("hash of " + password(winners.get(0)) + " ");
    }

    private String hash(Round round) {
        return round.parts().passwordHash(accountId(round.number()));
    }

    private void race(TokenPolicy policy, Consumer<Round> verdict) {
        SharedParts parts = shared();
        for (int round = 0; round < rounds(); round++) {
            String address = newAccount(parts, round);
            String token = Node.of(parts, policy).tokenFor(address);
            verdict.accept(new Round(round, parts, token, redeemAtOnce(parts, policy, runner -> token)));
        }
    }

    /** Everybody looks at the link first, as a page does, and all send their passwords in at the same moment. */
    private static List<ResetResult> redeemAtOnce(SharedParts parts, TokenPolicy policy, IntFunction<String> tokenOf) {
        SharedParts dawdling = new Dawdling(parts);
        List<Node> nodes = IntStream.range(0, RUNNERS)
                .mapToObj(i -> Node.of(dawdling, policy))
                .toList();
        for (int i = 0; i < RUNNERS; i++) {
            assertThat(nodes.get(i).reset.check(tokenOf.apply(i))).isInstanceOf(LinkCheck.Good.class);
        }
        return LinkStory.redeemAtOnce(parts.tokenStore(), nodes, tokenOf, RedemptionRaceContract::password);
    }

    private String newAccount(SharedParts parts, int round) {
        String address = "ada." + round + "@example.com";
        parts.save(Account.of(accountId(round), address, "old hash"));
        return address;
    }

    /** How often each race is run; by default 20 times, or 300 times with {@code -Dresetta.thorough=true}. */
    protected int rounds() {
        return Boolean.getBoolean("resetta.thorough") ? 300 : 20;
    }

    private static String password(int runner) {
        return "password of runner " + runner;
    }
}
