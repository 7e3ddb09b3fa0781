package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetResult.Changed;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request behind the queue, a mint, the end of earlier links, a check and a redemption, in which the database fails at one
 * call after the other: never a changed password with a good link, never a dead link with the old password.
 *
 * <p>H2 has all cases and every other database one, each with a sixth of the calls; or all with {@code
 * -Dresetta.thorough=true}.
 */
@ParameterizedClass
@MethodSource("cases")
class FlowFaultTest {
    private static final int STEP = Threads.THOROUGH ? 1 : 6;

    @Parameter(0)
    Database database;

    @Parameter(1)
    Flow flow;

    @Parameter(2)
    String moment;

    @Parameter(3)
    int first;

    private Application application;
    private int accounts;

    enum Flow {
        ONE_TIME,
        HASH_BOUND,
        REUSABLE,
        /** The redemption of a one-time link alone, with the queue in the database, which then belongs to the unit. */
        QUEUED
    }

    static Stream<Arguments> cases() {
        List<Case> cases = Stream.of(Flow.values())
                .flatMap(flow -> Stream.of(new Case(flow, "before"), new Case(flow, "after")))
                .toList();
        return Database.tested()
                .flatMap(database -> IntStream.range(0, cases.size())
                        .filter(database::has)
                        .mapToObj(i -> Arguments.of(
                                database, cases.get(i).flow(), cases.get(i).moment(), 1 + i % STEP)));
    }

    private record Case(Flow flow, String moment) {}

    @BeforeEach
    void start() {
        application = new Application(database.fresh());
    }

    @Test
    void whicheverCallFailsItIsTheWholeOrNothing() {
        int calls = new Walk().failingAt(0);
        assertThat(calls).isGreaterThan(20);
        for (int call = first; call <= calls; call += STEP) {
            new Walk().failingAt(call);
        }
    }

    /** One way through the house, with an account of its own. */
    private final class Walk {
        private final String id = "account-" + ++accounts;
        private final RecordingNotifier mailbox = new RecordingNotifier();
        private final ManualDeliveryQueue queue = new ManualDeliveryQueue();
        private final WatchedDataSource watched = new WatchedDataSource(application.source);

        /** Has one call fail, none for 0, and tells how many there were. */
        int failingAt(int call) {
            application.addAccount(id);
            String earlier = application.tokenFor(id, policy());
            PasswordReset reset = reset();
            int before = watched.calls().size();
            watched.holding(1);
            if (moment.equals("before")) {
                watched.failingBefore((number, name) -> number == before + call && call > 0);
            } else {
                watched.failingAfter((number, name) -> number == before + call && call > 0);
            }
            application.clock.advance(Duration.ofSeconds(1));
            int items = flow == Flow.QUEUED ? application.rows("resetta_queue_notices") : 0;

            String token = flow == Flow.QUEUED ? earlier : requested(reset, earlier);
            boolean isToldGood = isToldGood(reset, token);
            boolean isToldChanged = isToldChanged(reset, token);

            int calls = watched.calls().size() - before;
            String at = "call " + call + " of "
                    + watched.calls().subList(before, watched.calls().size());
            boolean isChanged = application.isChanged(id);
            assertThat(watched.connectionsOut()).as(at).isZero();
            assertThat(isToldChanged).as(at).isEqualTo(isChanged);
            assertThat(isToldGood || call > 0).as(at).isTrue();
            if (flow == Flow.QUEUED) {
                assertThat(application.rows("resetta_queue_notices")).as(at).isEqualTo(items + (isChanged ? 2 : 0));
            }
            assertThat(isGood(token)).as(at).isEqualTo(!isChanged || flow == Flow.REUSABLE);
            assertThat(!token.equals(earlier) && isChanged && isGood(earlier))
                    .as(at)
                    .isFalse();
            assertThat(Application.redeem(truth(), application.tokenFor(id, policy())))
                    .as("a fresh request after " + at)
                    .isEqualTo(new Changed(id));
            return calls;
        }

        /** The newest link that is in the mailbox. */
        private String requested(PasswordReset reset, String earlier) {
            try {
                reset.request(ResetRequest.forIdentifier(id + "@example.com"));
            } catch (RuntimeException e) {
                assertThatItTellsNoSecret(e);
            }
            // What failed is tried again.
            queue.carryOut();
            queue.carryOut();
            assertThat(queue.items()).isEmpty();
            return mailbox.links().isEmpty() ? earlier : mailbox.lastToken();
        }

        private boolean isToldGood(PasswordReset reset, String token) {
            try {
                return reset.check(token) instanceof LinkCheck.Good;
            } catch (RuntimeException e) {
                assertThatItTellsNoSecret(e);
                return false;
            }
        }

        private boolean isToldChanged(PasswordReset reset, String token) {
            try {
                ResetResult result = Application.redeem(reset, token);
                return result instanceof Changed;
            } catch (RuntimeException e) {
                assertThatItTellsNoSecret(e);
                return false;
            }
        }

        private void assertThatItTellsNoSecret(RuntimeException e) {
            assertThat(e).hasStackTraceContaining("injected");
            assertThat(e.toString()).doesNotContain("hash of", "old hash", Application.NEW_PASSWORD);
        }

        private PasswordReset reset() {
            ResetDatabase resets = ResetDatabase.of(watched.source());
            return flow == Flow.QUEUED
                    ? application
                            .builder(resets, policy(), resets.deliveryQueue().workers(0))
                            .build()
                    : application.builder(resets, policy(), queue, mailbox).build();
        }
    }

    private TokenPolicy policy() {
        return switch (flow) {
            case ONE_TIME, QUEUED -> TokenPolicy.oneTime();
            case HASH_BOUND -> TokenPolicy.hashBound();
            case REUSABLE -> TokenPolicy.reusableUntilExpiry();
        };
    }

    private PasswordReset truth() {
        return application
                .builder(ResetDatabase.of(application.source), policy(), application.queue)
                .build();
    }

    private boolean isGood(String token) {
        return truth().check(token) instanceof LinkCheck.Good;
    }
}
