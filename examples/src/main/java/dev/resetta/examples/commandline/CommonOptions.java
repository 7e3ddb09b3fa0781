package dev.resetta.examples.commandline;

import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {
    @Option(names = "--json", description = "Prints the result as one JSON object or array.")
    boolean json;

    @Option(names = "--verbose", description = "Logs every event, and shows where a failure comes from.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Prints this text.")
    boolean help;
}
