package dev.resetta.benchmarks;

import dev.resetta.benchmarks.database.Databases;
import dev.resetta.benchmarks.flow.Flow;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.benchmarks.mail.Mails;
import dev.resetta.benchmarks.scale.Scale;
import dev.resetta.benchmarks.start.Start;
import dev.resetta.benchmarks.tokens.Tokens;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is measured, in the order of the table. */
final class Catalogue {
    static final List<Experiment> EXPERIMENTS = Stream.of(
                    Tokens.EXPERIMENTS,
                    Flow.EXPERIMENTS,
                    Databases.EXPERIMENTS,
                    Mails.EXPERIMENTS,
                    Scale.EXPERIMENTS,
                    Start.EXPERIMENTS)
            .flatMap(List::stream)
            .toList();

    private Catalogue() {}
}
