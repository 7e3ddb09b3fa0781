package dev.resetta.examples.commandline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The terminal of one command, and its time. */
record Session(CommandSpec spec, Printer printer, Machine machine) {
    static Session of(@Nullable CommandSpec spec, CommonOptions common, DeskOptions options) {
        CommandSpec command = Objects.requireNonNull(spec);
        return new Session(command, new Printer(command.commandLine().getOut(), common.json), options.machine());
    }

    Times times() {
        return new Times(machine.clock().instant());
    }

    /** Says what is wrong with the files that secrets were read from. */
    void warn() {
        machine.secrets().warnings().forEach(this::warn);
    }

    void warn(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }
}
