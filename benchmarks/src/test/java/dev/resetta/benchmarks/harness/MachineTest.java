package dev.resetta.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void versionsAreThoseOfTheBuild() throws Exception {
        assertThat(Machine.versions()).contains("peers").matches("[^$]*PostgreSQL \\d+\\.\\d+[^$]*");
    }
}
