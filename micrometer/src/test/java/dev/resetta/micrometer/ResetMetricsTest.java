package dev.resetta.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.ResetEvent;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.testkit.TestReset;
import dev.resetta.token.TokenPolicy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event rises one counter, which was there before, and names nobody. */
class ResetMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ResetMetrics metrics = ResetMetrics.of(registry);

    @Test
    void everyKindOfEventIsTried() {
        assertThat(Events.all().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Set.of(ResetEvent.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("dev.resetta.micrometer.Events#all")
    void everyEventRaisesOneCounterThatWasThereBefore(ResetEvent event) {
        Set<Meter.Id> before = ids();
        assertThat(sum()).isZero();

        metrics.accept(event);

        assertThat(sum()).isEqualTo(1);
        assertThat(ids()).isEqualTo(before);
    }

    @Test
    void noTwoEventsRaiseTheSameCounter() {
        Events.all().forEach(metrics);

        assertThat(registry.getMeters())
                .hasSameSizeAs(Events.all())
                .allSatisfy(meter -> assertThat(((Counter) meter).count()).isEqualTo(1));
    }

    @Test
    void nothingThatNamesSomebodyGetsIntoAMeter() {
        Events.all().forEach(metrics);

        assertThat(registry.getMetersAsString()).doesNotContain(Events.SECRET);
        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getKey)
                .containsOnly("limit", "reason", "again");
    }

    @Test
    void namesFollowMicrometersConventions() {
        metrics.watch(new Backlogs());

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .allMatch(name -> name.matches("resetta(\\.[a-z]+)+"))
                .noneMatch(name -> name.matches(".*\\.(total|count|seconds)"));
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }

    @Test
    void twoResetsOfAProcessCountTogether() {
        ResetEvent event = Events.all().get(0);

        ResetMetrics.of(registry).accept(event);
        metrics.accept(event);

        assertThat(registry.counter("resetta.requests").count()).isEqualTo(2);
    }

    @Test
    void aResetIsCountedFromTheRequestToTheChange() {
        try (TestReset test = TestReset.of(TokenPolicy.oneTime())) {
            test.add(Account.of("17", "ada@example.com", "old hash"));
            ResetSubmission submission =
                    ResetSubmission.forToken(test.tokenFor("ada@example.com")).password("correct horse battery");
            test.reset().redeem(submission);
            test.queue().carryOut();
            test.reset().redeem(submission);

            test.events().forEach(metrics);
        }

        assertThat(count("resetta.requests")).isEqualTo(1);
        assertThat(count("resetta.links.issued")).isEqualTo(1);
        assertThat(count("resetta.links.delivered")).isEqualTo(1);
        assertThat(count("resetta.passwords.changed")).isEqualTo(1);
        assertThat(count("resetta.notices.delivered")).isEqualTo(1);
        assertThat(count("resetta.links.refused", "reason", "used")).isEqualTo(1);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private double sum() {
        return registry.getMeters().stream()
                .mapToDouble(meter -> ((Counter) meter).count())
                .sum();
    }

    private Set<Meter.Id> ids() {
        return registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
    }
}
