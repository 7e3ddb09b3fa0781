package dev.resetta.examples.commandline;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands have in common that work on a database: its options, and the way from them to a desk and back. */
abstract class DeskCommand implements Callable<Integer> {
    @Mixin
    final DeskOptions options;

    @Mixin
    final CommonOptions common = new CommonOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    DeskCommand(Machine machine) {
        this.options = new DeskOptions(machine);
    }

    @Override
    public final Integer call() {
        Session session = Session.of(spec, common, options);
        check(session);
        try (Desk desk = open()) {
            session.warn();
            work(desk, session);
            desk.happenings().checkThatAllIsRecorded();
        }
        return 0;
    }

    /** Refuses what cannot be meant, before anything is connected to. */
    void check(Session session) {}

    Desk open() {
        return Desk.open(options);
    }

    abstract void work(Desk desk, Session session);
}
