package dev.resetta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.benchmarks.harness.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** That each contestant exists is checked where the catalogue is made. */
class CatalogueTest {
    @Test
    void everyExperimentHasAnIdOfItsOwn() {
        assertThat(Catalogue.EXPERIMENTS)
                .extracting(Experiment::id)
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void everyExperimentIsExplainedInTheDocs() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "performance.md"));

        assertThat(Catalogue.EXPERIMENTS)
                .allSatisfy(experiment -> assertThat(page).contains("`" + experiment.id() + "`"));
    }
}
