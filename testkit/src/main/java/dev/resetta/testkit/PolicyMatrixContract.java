package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenPolicy.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * What becomes of a link when something happens, for each of the three policies, over the store and the accounts under test:
 * the table of Resetta's promises, one test a cell.
 *
 * <p>Each cell runs on an account of its own. {@link #tell} gets the table of what was found.
 */
@DisplayName("The policy matrix")
public abstract class PolicyMatrixContract {
    private final AtomicInteger cells = new AtomicInteger();
    private final Map<String, String> found = new ConcurrentHashMap<>();

    /** For extension. */
    protected PolicyMatrixContract() {}

    /** Sets the shared parts up, without any account; called once. */
    protected abstract SharedParts shared();

    /** Makes the id of an account; override it where ids are not free text. */
    protected String accountId(int number) {
        return "account-" + number;
    }

    /** Gets the table of what was found, in Markdown, once all cells have run; by default it goes nowhere. */
    protected void tell(String table) {}

    @TestFactory
    @DisplayName("holds in every cell")
    Stream<DynamicNode> everyCellOfThePolicyMatrixHolds() {
        SharedParts parts = shared();
        List<PolicyMatrix.Row> rows = PolicyMatrix.rows();
        return Stream.of(Kind.values())
                .map(kind -> dynamicContainer(
                        policy(kind),
                        rows.stream()
                                .map(row -> dynamicTest(row.name(), () -> {
                                    String outcome = row.story()
                                            .outcome(new LinkStory(parts, kind, accountId(cells.incrementAndGet())));
                                    found.put(row.name() + kind, outcome);
                                    assertThat(outcome).isEqualTo(row.expected().get(kind));
                                }))));
    }

    @AfterEach
    void tellTheTable() {
        StringBuilder table =
                new StringBuilder("| what happened | one-time | reusable | hash-bound |\n|---|---|---|---|\n");
        for (PolicyMatrix.Row row : PolicyMatrix.rows()) {
            table.append("| ").append(row.name());
            for (Kind kind : Kind.values()) {
                table.append(" | ").append(found.getOrDefault(row.name() + kind, "not run"));
            }
            table.append(" |\n");
        }
        tell(table.toString());
    }

    static String policy(Kind kind) {
        return switch (kind) {
            case ONE_TIME -> "one-time";
            case REUSABLE -> "reusable-until-expiry";
            case HASH_BOUND -> "hash-bound";
        };
    }

    static TokenPolicy of(Kind kind) {
        return switch (kind) {
            case ONE_TIME -> TokenPolicy.oneTime();
            case REUSABLE -> TokenPolicy.reusableUntilExpiry();
            case HASH_BOUND -> TokenPolicy.hashBound();
        };
    }
}
