package dev.resetta.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import dev.resetta.password.PasswordHasher;
import dev.resetta.testkit.TestReset;
import dev.resetta.token.TokenPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What takes time is timed by its outcome, answers as before, and lets nothing out. */
class ResetObservationsTest {
    private static final String NEW_PASSWORD = "correct horse battery";
    private static final Notice NOTICE = new Notice.PasswordChanged(
            new Notice.Recipient("", "17", "ada@example.com", "Ada", null),
            new Notice.Circumstances(Instant.parse("2026-11-21T12:00:00Z"), null, null));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ResetObservations observations = ResetObservations.timedIn(registry);
    private final TestReset test = TestReset.of(TokenPolicy.oneTime());
    private final ObservedReset reset = observations.callsOf(test.reset());

    @BeforeEach
    void addSomebody() {
        test.add(Account.of("17", "ada@example.com", "old hash"));
    }

    @AfterEach
    void closeTheReset() {
        test.close();
    }

    @Test
    void callsAreTimedByTheirOutcomeAndAnswerAsBefore() {
        assertThat(reset.request(ResetRequest.forIdentifier("ada@example.com"))).isTrue();
        test.queue().carryOut();
        String token = test.mailbox().lastToken();
        ResetSubmission submission = ResetSubmission.forToken(token);

        assertThat(reset.check(token).isGood()).isTrue();
        assertThat(reset.check("nonsense")).isEqualTo(new LinkCheck.Refused(LinkProblem.INVALID));
        assertThat(reset.redeem(submission.password("short"))).isInstanceOf(ResetResult.PasswordRefused.class);
        assertThat(reset.redeem(submission.password(NEW_PASSWORD))).isEqualTo(new ResetResult.Changed("17"));
        assertThat(reset.redeem(submission.password(NEW_PASSWORD)))
                .isEqualTo(new ResetResult.LinkRefused(LinkProblem.USED));

        assertThat(calls("request", "taken")).isEqualTo(1);
        assertThat(calls("check", "good")).isEqualTo(1);
        assertThat(calls("check", "refused")).isEqualTo(1);
        assertThat(calls("redeem", "password_refused")).isEqualTo(1);
        assertThat(calls("redeem", "changed")).isEqualTo(1);
        assertThat(calls("redeem", "link_refused")).isEqualTo(1);
    }

    @Test
    void aCancelIsTimedToo() {
        test.tokenFor("ada@example.com");

        assertThat(reset.cancel(test.mailbox().lastCancelToken())).isTrue();
        assertThat(reset.cancel("nonsense")).isFalse();

        assertThat(calls("cancel", "cancelled")).isEqualTo(1);
        assertThat(calls("cancel", "refused")).isEqualTo(1);
    }

    @Test
    void aCallThatFailsIsTimedAndFailsAsBefore() {
        assertThatThrownBy(() -> reset.redeem(null)).isInstanceOf(NullPointerException.class);

        assertThat(calls("redeem", "failed")).isEqualTo(1);
    }

    @Test
    void sendsAreTimedByWhatTheNotifierSaid() {
        observations.sendsOf(notice -> {}).send(NOTICE);
        for (DeliveryException said : List.of(
                DeliveryException.notNow("later", null),
                DeliveryException.never("no", null),
                DeliveryException.perhapsSent("who knows", null))) {
            assertThatThrownBy(() -> failing(said).send(NOTICE)).isSameAs(said);
        }
        assertThatThrownBy(() -> failing(new IllegalStateException("broken")).send(NOTICE))
                .isInstanceOf(IllegalStateException.class);

        for (String outcome : List.of("sent", "not_now", "never", "perhaps_sent", "failed")) {
            assertThat(registry.get("resetta.sends")
                            .tag("notice", "password_changed")
                            .tag("outcome", outcome)
                            .timer()
                            .count())
                    .as(outcome)
                    .isEqualTo(1);
        }
    }

    @Test
    void hashesAreTimedAndWhatMakesNoneIsLeftAlone() {
        assertThat(observations.hashesOf(password -> "hash of " + password).hash("password"))
                .isEqualTo("hash of password");

        assertThat(registry.get("resetta.hashes").tag("outcome", "made").timer().count())
                .isEqualTo(1);
        assertThat(observations.hashesOf(PasswordHasher.none()).hashes()).isFalse();
    }

    @Test
    void aSpanTellsTheOutcomeAndNothingOfTheException() {
        List<Observation.Context> stopped = new ArrayList<>();
        ObservationRegistry traces = ObservationRegistry.create();
        traces.observationConfig().observationHandler(keepingIn(stopped));

        assertThatThrownBy(() -> ResetObservations.in(traces)
                        .sendsOf(notice -> {
                            throw DeliveryException.never("secret", null);
                        })
                        .send(NOTICE))
                .isInstanceOf(DeliveryException.class);

        assertThat(stopped).singleElement().satisfies(span -> {
            assertThat(span.getContextualName()).isEqualTo("resetta send");
            assertThat(span.getError()).isNull();
            assertThat(span.toString()).contains("never").doesNotContain("secret", "ada");
        });
        assertThat(traces.getCurrentObservation()).as("left open").isNull();
    }

    private Notifier failing(RuntimeException failure) {
        return observations.sendsOf(notice -> {
            throw failure;
        });
    }

    private long calls(String call, String outcome) {
        return registry.get("resetta.calls")
                .tag("call", call)
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private static ObservationHandler<Observation.Context> keepingIn(List<Observation.Context> stopped) {
        return new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        };
    }
}
