package dev.resetta.benchmarks.scale;

import dev.resetta.benchmarks.harness.Bench;
import dev.resetta.benchmarks.harness.Comparison;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.benchmarks.harness.Figure;
import dev.resetta.benchmarks.harness.Goal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One operation in crowds of several sizes, which have their turns round by round in this process: each time some hundred
 * operations, each timed by itself.
 */
final class InTurns implements Experiment {
    static final int IN_A_TURN = 300;

    private static final double NANOS = 1000;

    private final String id;
    private final String what;
    private final CrowdedPostgreSql server;
    private final Function<Crowd, Operation> operations;

    /** Makes ready, and then says how long the operation itself took. */
    interface Operation {
        /** In nanoseconds. */
        long timed();
    }

    InTurns(String id, String what, CrowdedPostgreSql server, Function<Crowd, Operation> operations) {
        this.id = id;
        this.what = what;
        this.server = server;
        this.operations = operations;
    }

    @Override
    public String id() {
        return id;
    }

    /** How many turns each crowd has; the first two are thrown away. */
    static int turns(Bench bench) {
        return 2 + (bench.effort().isFull() ? 10 : 2);
    }

    @Override
    public List<Comparison> run(Bench bench) throws Exception {
        List<Crowd> crowds = server.in(bench, turns(bench) * IN_A_TURN);
        List<Operation> each = crowds.stream().map(operations).toList();
        List<List<double[]>> turns =
                crowds.stream().<List<double[]>>map(crowd -> new ArrayList<>()).toList();
        for (int turn = 1; turn <= turns(bench); turn++) {
            bench.progress().accept(id + ": turn " + turn + " of " + turns(bench));
            for (int i = 0; i < each.size(); i++) {
                double[] sorted = turn(each.get(i));
                if (turn > 2) {
                    turns.get(i).add(sorted);
                }
            }
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            String among = what + " among " + crowds.get(i).name() + " live links";
            String name = id + "." + crowds.get(i).name();
            comparisons.add(compared(name, among, at(0.5, turns.get(i)), at(0.5, turns.get(0)), i));
            comparisons.add(
                    compared(name + ".p99", among + ", the 99th of 100", at(0.99, turns.get(i)), Figure.NONE, 0));
        }
        return comparisons;
    }

    /** Over the floor: what the same costs in the smallest crowd. */
    private static Comparison compared(String id, String what, Figure ours, Figure smallest, int place) {
        Goal goal = place == 0 ? Goal.NONE : Goal.timesFloor(1.3);
        return new Comparison(id, what, "µs", ours, "", Figure.NONE, smallest, goal);
    }

    private static double[] turn(Operation operation) {
        double[] micros = new double[IN_A_TURN];
        for (int i = 0; i < IN_A_TURN; i++) {
            micros[i] = operation.timed() / NANOS;
        }
        Arrays.sort(micros);
        return micros;
    }

    /** A quantile of each turn, and of those the median. */
    private static Figure at(double quantile, List<double[]> turns) {
        return Figure.of(
                turns.stream().map(turn -> turn[(int) (quantile * turn.length)]).toList(), List.of());
    }
}
