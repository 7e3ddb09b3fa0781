package dev.resetta.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/operations.md lists every meter there is, and none that is not there. */
@Tag("once")
class MetricsDocTest {
    private static final Pattern LISTED = Pattern.compile("`(resetta\\.[a-z.]+)`");
    private static final List<String> TIMERS = List.of("resetta.calls", "resetta.sends", "resetta.hashes");

    @Test
    void everyMeterIsListedAndNoOther() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ResetMetrics.of(registry).watch(new Backlogs());
        TreeSet<String> meters = registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .collect(Collectors.toCollection(TreeSet::new));
        meters.addAll(TIMERS);

        String page = Files.readString(Path.of("../docs/operations.md"));

        assertThat(LISTED.matcher(page).results().map(match -> match.group(1)).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(meters);
    }
}
