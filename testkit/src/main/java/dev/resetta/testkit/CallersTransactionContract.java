package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.ResetResult;
import dev.resetta.account.Account;
import dev.resetta.account.PasswordRefusedException;
import dev.resetta.token.TokenPolicy.Kind;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds when an application redeems a link within a transaction of its own: both stand or fall together, and whatever
 * goes wrong with the link undoes nothing of the application's. For whoever tells Resetta where transactions begin and end.
 *
 * <p>Extend it, return parts that work in the application's transactions, and run work in one:
 *
 * <pre>{@code
 * class MyCallersTransactionTest extends CallersTransactionContract {
 *     @Override
 *     protected SharedParts shared() {
 *         return new MyParts(...);
 *     }
 *
 *     @Override
 *     protected boolean inTransaction(BooleanSupplier work) {
 *         return template.execute(status -> {
 *             boolean stands = work.getAsBoolean();
 *             if (!stands) {
 *                 status.setRollbackOnly();
 *             }
 *             return stands;
 *         });
 *     }
 * }
 * }</pre>
 *
 * <p>{@link SharedParts#save} is what the application writes here: within {@code inTransaction} it has to join. A pool of one
 * connection shows that everything happens on one.
 */
@DisplayName("A link that is redeemed within the caller's transaction")
public abstract class CallersTransactionContract {
    private SharedParts parts = SharedParts.inMemory();
    private int accounts;

    /** For extension. */
    protected CallersTransactionContract() {}

    /** Sets the shared parts up, without any account; called before each test. */
    protected abstract SharedParts shared();

    /**
     * Runs work in a transaction, as the application does: commits if it answers true, rolls back if it answers false or
     * throws, and hands on what it throws.
     *
     * @return what the work answered
     */
    protected abstract boolean inTransaction(BooleanSupplier work);

    /** Makes the id of an account; override it where ids are not free text. */
    protected String accountId(int number) {
        return "account-" + number;
    }

    /** Says which links the application has; by default all. Without stored ones the store may be any. */
    protected Set<Kind> kinds() {
        return EnumSet.allOf(Kind.class);
    }

    @BeforeEach
    void setUp() {
        parts = shared();
    }

    @TestFactory
    @DisplayName("stands once that commits; sessions end and the warning goes out then, and not before")
    Stream<DynamicTest> aCallerThatCommitsTakesTheResetAlong() {
        return eachPolicy(scene -> {
            inTransaction(() -> {
                scene.callerWrites();
                scene.assertThatItIsRedeemed();
                scene.assertThatNothingFollowed();
                return true;
            });
            scene.assertThatTheCallersWriteStands();
            scene.assertThatThePasswordIsNew();
            scene.assertThatAllFollowed();
        });
    }

    @TestFactory
    @DisplayName("falls if that is rolled back, and can be redeemed afterwards")
    Stream<DynamicTest> aCallerThatRollsBackLeavesEverythingAsItWas() {
        return eachPolicy(scene -> {
            inTransaction(() -> {
                scene.callerWrites();
                scene.assertThatItIsRedeemed();
                return false;
            });
            scene.assertThatTheCallersWriteIsUndone();
            scene.assertThatNothingHappened();
        });
    }

    @TestFactory
    @DisplayName("falls if that ends in an exception, and can be redeemed afterwards")
    Stream<DynamicTest> aCallerThatThrowsLeavesEverythingAsItWas() {
        return eachPolicy(scene -> {
            IllegalStateException failure = new IllegalStateException("planted");
            assertThatThrownBy(() -> inTransaction(() -> {
                        scene.callerWrites();
                        scene.assertThatItIsRedeemed();
                        throw failure;
                    }))
                    .isSameAs(failure);
            scene.assertThatTheCallersWriteIsUndone();
            scene.assertThatNothingHappened();
        });
    }

    @TestFactory
    @DisplayName("undoes nothing of the caller's if it dies between claim and password")
    Stream<DynamicTest> aRefusedLinkUndoesNothingOfTheCallers() {
        return eachPolicy(scene -> {
            // Judged, then dead when it is judged again within the unit: that undoes what the unit has written.
            scene.whileHashing = () -> parts.save(scene.account().withSecurityStamp("changed"));
            inTransaction(() -> {
                scene.callerWrites();
                assertThat(scene.redeem()).isEqualTo(new ResetResult.LinkRefused(LinkProblem.INVALID));
                return true;
            });
            scene.assertThatTheCallersWriteStands();
            scene.assertThatThePasswordIsOld();
            scene.assertThatNothingFollowed();
            assertThat(parts.accounts().findById(scene.account().id()).flatMap(Account::securityStamp))
                    .contains("changed");
        });
    }

    @TestFactory
    @DisplayName("undoes nothing of the caller's, and stays good, if the updater refuses the password")
    Stream<DynamicTest> aRefusedPasswordUndoesNothingOfTheCallers() {
        return eachPolicy(scene -> {
            scene.afterUpdate = update -> {
                throw new PasswordRefusedException("planted", "planted");
            };
            inTransaction(() -> {
                scene.callerWrites();
                assertThat(scene.redeem()).isInstanceOf(ResetResult.PasswordRefused.class);
                return true;
            });
            scene.assertThatTheCallersWriteStands();
            scene.assertThatNothingHappened();
        });
    }

    @TestFactory
    @DisplayName("undoes nothing of the caller's, and stays good, if the updater throws what the caller swallows")
    Stream<DynamicTest> anExceptionThatTheCallerSwallowsUndoesTheRedemptionAlone() {
        return eachPolicy(scene -> {
            IllegalStateException failure = new IllegalStateException("planted");
            scene.afterUpdate = update -> {
                throw failure;
            };
            inTransaction(() -> {
                scene.callerWrites();
                assertThatThrownBy(scene::redeem).isSameAs(failure);
                return true;
            });
            scene.assertThatTheCallersWriteStands();
            scene.assertThatNothingHappened();
        });
    }

    @TestFactory
    @DisplayName("is judged by what the caller has written, whether committed or not")
    Stream<DynamicTest> whatTheCallerHasWrittenCounts() {
        return eachPolicy(scene -> {
            inTransaction(() -> {
                parts.save(scene.account().withEligible(false));
                assertThat(scene.check()).isEqualTo(new LinkCheck.Refused(LinkProblem.INVALID));
                return false;
            });
            scene.assertThatNothingHappened();
        });
    }

    @TestFactory
    @DisplayName("and, without such a transaction, has one of its own, which a failing updater undoes")
    Stream<DynamicTest> withoutACallersTransactionThereIsOneAllTheSame() {
        return eachPolicy(scene -> {
            IllegalStateException failure = new IllegalStateException("planted");
            scene.afterUpdate = update -> {
                throw failure;
            };
            assertThatThrownBy(scene::redeem).isSameAs(failure);
            scene.assertThatNothingHappened();
        });
    }

    private Stream<DynamicTest> eachPolicy(Consumer<CallersScene> story) {
        return kinds().stream()
                .map(kind -> dynamicTest(
                        PolicyMatrixContract.policy(kind),
                        () -> story.accept(
                                new CallersScene(parts, kind, accountId(++accounts), accountId(++accounts)))));
    }
}
