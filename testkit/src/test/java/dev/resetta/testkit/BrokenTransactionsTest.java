package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Transactions that break a promise are rejected by the test that names it. */
class BrokenTransactionsTest {
    @Test
    void accountsThatTakeNoPartAreSeen() {
        assertThat(Rejections.of(AccountsApart.class))
                .contains(
                        "aCallerThatRollsBackLeavesEverythingAsItWas",
                        "aCallerThatThrowsLeavesEverythingAsItWas",
                        "withoutACallersTransactionThereIsOneAllTheSame");
    }

    @Test
    void aUnitThatUndoesWhatTheCallerWroteIsSeen() {
        assertThat(Rejections.of(NoSavepoints.class))
                .containsExactlyInAnyOrder(
                        "aRefusedLinkUndoesNothingOfTheCallers",
                        "aRefusedPasswordUndoesNothingOfTheCallers",
                        "anExceptionThatTheCallerSwallowsUndoesTheRedemptionAlone");
    }

    @Test
    void aUnitThatLeavesUndoingToTheCallerIsSeen() {
        assertThat(Rejections.of(NothingWithin.class)).contains("aRefusedPasswordUndoesNothingOfTheCallers");
    }

    @Test
    void whatFollowsBeforeTheCommitIsSeen() {
        assertThat(Rejections.of(Hasty.class))
                .containsExactlyInAnyOrder(
                        "aCallerThatCommitsTakesTheResetAlong",
                        "aCallerThatRollsBackLeavesEverythingAsItWas",
                        "aCallerThatThrowsLeavesEverythingAsItWas");
    }

    /** The store undoes what is its own. */
    static class AccountsApart extends MemoryCallersTransactionTest {
        @Override
        TransactionalParts parts() {
            return new TransactionalParts() {
                @Override
                boolean transactionally(BooleanSupplier work) {
                    return right.transactionally(work);
                }
            };
        }
    }

    /** A unit within a unit that fails takes the outer one along. */
    static class NoSavepoints extends MemoryCallersTransactionTest {
        @Override
        TransactionalParts parts() {
            return new TransactionalParts() {
                private int depth;
                private boolean isDoomed;

                @Override
                boolean transactionally(BooleanSupplier work) {
                    depth++;
                    boolean stands = false;
                    try {
                        stands = super.transactionally(() -> work.getAsBoolean() && !isDoomed);
                    } finally {
                        depth--;
                        isDoomed = depth > 0 && !stands;
                    }
                    return stands;
                }
            };
        }
    }

    /** Joins the caller's transaction, and leaves all undoing to that. */
    static class NothingWithin extends MemoryCallersTransactionTest {
        @Override
        TransactionalParts parts() {
            return new TransactionalParts() {
                @Override
                boolean transactionally(BooleanSupplier work) {
                    return inTransaction() ? work.getAsBoolean() : super.transactionally(work);
                }
            };
        }
    }

    /** Lets follow at once what has to wait for the commit. */
    static class Hasty extends MemoryCallersTransactionTest {
        @Override
        TransactionalParts parts() {
            return new TransactionalParts() {
                @Override
                void afterCommit(Runnable action) {
                    action.run();
                }
            };
        }
    }
}
