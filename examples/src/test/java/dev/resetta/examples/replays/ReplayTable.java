package dev.resetta.examples.replays;

import dev.resetta.examples.replays.ReplayRun.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes down, after the tests, which published fault was replayed how, and what came of it: {@code target/replays.md}. */
public final class ReplayTable implements TestExecutionListener {
    private static final Path FILE = Path.of("target", "replays.md");

    private final ConcurrentLinkedQueue<ReplayRun> runs = new ConcurrentLinkedQueue<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod())
                .flatMap(method -> ReplayRun.of(method, result))
                .ifPresent(runs::add);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (runs.isEmpty()) {
            return;
        }
        String table = table(Fault.all(), List.copyOf(runs));
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (Boolean.getBoolean("resetta.replays.printed")) {
            System.out.println(table);
        }
    }

    static String table(List<Fault> faults, List<ReplayRun> runs) {
        List<String> lines = new ArrayList<>(List.of("# Published faults, replayed"));
        String heading = "";
        for (Fault fault : faults) {
            if (!fault.heading().equals(heading)) {
                heading = fault.heading();
                lines.addAll(List.of(
                        "",
                        "## " + heading,
                        "",
                        "| id | system | fault | how it was replayed | result |",
                        "|---|---|---|---|---|"));
            }
            List<ReplayRun> ofThis = runsOf(fault, runs);
            if (ofThis.isEmpty()) {
                lines.add(line(fault, "", "not run"));
            }
            // What the fault is, is said once.
            Fault said = fault;
            for (ReplayRun run : ofThis) {
                lines.add(line(said, run.how(), run.result()));
                said = new Fault(heading, fault.ids(), "", "");
            }
        }
        lines.addAll(List.of("", counts(faults, runs)));
        return String.join("\n", lines) + "\n";
    }

    private static String counts(List<Fault> faults, List<ReplayRun> runs) {
        Set<String> held = new HashSet<>();
        runs.stream()
                .filter(run -> !run.isPlanted() && run.outcome() == Outcome.HELD)
                .forEach(run -> held.addAll(run.ids()));
        long ids = faults.stream().mapToLong(fault -> fault.ids().size()).sum();
        long heldFaults =
                faults.stream().filter(fault -> held.containsAll(fault.ids())).count();
        return faults.size() + " faults under " + ids + " ids: " + heldFaults + " replayed, and not found here.\n"
                + count(runs, false) + " replays: " + count(runs, false, Outcome.HELD) + " passed, "
                + count(runs, false, Outcome.FAILED) + " failed, " + count(runs, false, Outcome.SKIPPED) + " skipped.\n"
                + count(runs, true) + " planted faults: " + count(runs, true, Outcome.HELD) + " caught, "
                + count(runs, true, Outcome.FAILED) + " not caught, " + count(runs, true, Outcome.SKIPPED)
                + " skipped.";
    }

    private static long count(List<ReplayRun> runs, boolean planted) {
        return runs.stream().filter(run -> run.isPlanted() == planted).count();
    }

    private static long count(List<ReplayRun> runs, boolean planted, Outcome outcome) {
        return runs.stream()
                .filter(run -> run.isPlanted() == planted && run.outcome() == outcome)
                .count();
    }

    /** Those that are about a fault, the planted ones last. */
    private static List<ReplayRun> runsOf(Fault fault, List<ReplayRun> runs) {
        List<ReplayRun> found = new ArrayList<>();
        for (boolean planted : new boolean[] {false, true}) {
            runs.stream()
                    .filter(run ->
                            run.isPlanted() == planted && run.ids().stream().anyMatch(fault.ids()::contains))
                    .forEach(found::add);
        }
        return found;
    }

    private static String line(Fault fault, String how, String result) {
        return "| "
                + String.join(" | ", String.join(", ", fault.ids()), fault.system(), fault.fault(), how, cell(result))
                + " |";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
