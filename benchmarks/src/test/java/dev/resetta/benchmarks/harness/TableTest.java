package dev.resetta.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    @TempDir
    Path folder;

    private Path page;

    @BeforeEach
    void page() {
        page = folder.resolve("page.md");
    }

    @Test
    void onlyTheTableOfAPageIsReplaced() throws IOException {
        Files.writeString(page, """
                before
                <!-- begin of the table that benchmarks/run writes -->
                old
                <!-- end of the table -->
                after
                """);

        Table.write(page, "a machine", List.of(comparison()));
        Table.write(page, "another machine", List.of(comparison()));

        assertThat(Files.readString(page))
                .startsWith("before\n")
                .endsWith("after\n")
                .contains("another machine", "| an-id | one thing | µs | 2.00 (1.00 to 3.00) |", "**missed**")
                .doesNotContain("a machine\n", "old")
                .containsOnlyOnce("an-id");
    }

    @Test
    void aPageWithoutMarksIsLeftAlone() throws IOException {
        Files.writeString(page, "words");

        assertThatThrownBy(() -> Table.write(page, "", List.of())).isInstanceOf(IllegalStateException.class);
        assertThat(page).hasContent("words");
    }

    private static Comparison comparison() {
        return new Comparison(
                "an-id",
                "one thing",
                "µs",
                Figure.of(List.of(1.0, 2.0, 3.0), List.of()),
                "",
                Figure.NONE,
                Figure.of(1),
                Goal.timesFloor(1.5));
    }
}
