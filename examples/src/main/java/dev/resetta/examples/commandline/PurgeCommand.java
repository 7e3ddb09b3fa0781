package dev.resetta.examples.commandline;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Deletes what is kept of links that expired more than a day ago. */
@Command(
        name = "purge",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Deletes what is kept of links that expired more than a day ago. The application does so, too.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done, also if there was none", "1:failed", "2:not usable like this"})
final class PurgeCommand implements Callable<Integer> {
    @Mixin
    DeskOptions options;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    PurgeCommand(Machine machine) {
        this.options = new DeskOptions(machine);
    }

    @Override
    public Integer call() {
        Session session = Session.of(spec, common, options);
        try (Desk desk = Desk.open(options)) {
            session.warn();
            int deleted = desk.support().purge();
            session.printer()
                    .print(
                            "Deleted " + deleted + (deleted == 1 ? " expired link." : " expired links."),
                            Map.of("deleted", deleted));
        }
        return 0;
    }
}
