package dev.resetta.benchmarks;

import dev.resetta.benchmarks.harness.Bench;
import dev.resetta.benchmarks.harness.Comparison;
import dev.resetta.benchmarks.harness.Effort;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.benchmarks.harness.Machine;
import dev.resetta.benchmarks.harness.Servers;
import dev.resetta.benchmarks.harness.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what is named, or everything, and prints a line for each comparison.
 *
 * <p>{@code benchmarks/run [--quick] [id ...]}; a full run of everything also writes the table of {@code docs/performance.md}.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /** Runs; exits with 1 if an experiment fails, and with 2 if one is named that there is none of. */
    public static void main(String... arguments) throws Exception {
        List<String> wanted = new ArrayList<>(List.of(arguments));
        boolean isQuick = wanted.remove("--quick");
        List<Experiment> chosen = Catalogue.EXPERIMENTS.stream()
                .filter(experiment -> wanted.isEmpty() || wanted.stream().anyMatch(experiment.id()::startsWith))
                .toList();
        if (chosen.isEmpty()) {
            System.err.println("There is no such experiment. There are:");
            Catalogue.EXPERIMENTS.forEach(experiment -> System.err.println("  " + experiment.id()));
            System.exit(2);
        }
        Effort effort = isQuick ? Effort.QUICK : Effort.FULL;
        Instant began = Instant.now();
        List<Comparison> comparisons = new ArrayList<>();
        boolean isWhole = true;
        try (Servers servers = new Servers()) {
            for (int i = 0; i < chosen.size(); i++) {
                String place = "[" + (i + 1) + "/" + chosen.size() + "] ";
                Bench bench = new Bench(effort, servers, doing -> tell(began, place + doing));
                try {
                    for (Comparison comparison : chosen.get(i).run(bench)) {
                        System.out.println(comparison.line());
                        comparisons.add(comparison);
                    }
                } catch (Exception e) {
                    // The others are worth having all the same.
                    isWhole = false;
                    tell(began, place + chosen.get(i).id() + " failed");
                    e.printStackTrace();
                }
            }
        }
        if (wanted.isEmpty() && !isQuick) {
            Path page = Path.of(System.getProperty("resetta.benchmarks.page"));
            Table.write(page, Machine.described() + "; " + effort + ". " + Machine.versions() + ".", comparisons);
            tell(began, "the table of " + page + " is written");
        }
        if (!isWhole) {
            System.exit(1);
        }
    }

    private static void tell(Instant began, String doing) {
        Duration since = Duration.between(began, Instant.now());
        System.err.printf("%3d:%02d %s%n", since.toMinutes(), since.toSecondsPart(), doing);
    }
}
