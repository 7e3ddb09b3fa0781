package dev.resetta.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Lets the methods of one JMH class have their turns one after the other, round by round, each in a process of its own: whatever
 * slows the machine down for a while slows all of them down.
 *
 * <p>The method {@code ours} is ours, {@code floor} the least that the same work can cost, every other one a peer.
 */
public final class Contest implements Experiment {
    private static final String OURS = "ours";
    private static final String FLOOR = "floor";
    private static final String BYTES = "gc.alloc.rate.norm";

    private final String id;
    private final String what;
    private final Class<?> benchmark;
    private final List<String> contestants;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, Goal> goals = new LinkedHashMap<>();
    private final List<Server> servers = new ArrayList<>();
    private int threads = 1;
    private int length = 1;
    private boolean isRate;
    private String unit = "µs";
    private Goal floorGoal = Goal.NONE;

    private Contest(String id, String what, Class<?> benchmark, List<String> contestants) {
        this.id = id;
        this.what = what;
        this.benchmark = benchmark;
        this.contestants = contestants;
    }

    /**
     * Describes a contest.
     *
     * @param contestants names of methods of the benchmark
     */
    public static Contest of(String id, String what, Class<?> benchmark, String... contestants) {
        for (String contestant : contestants) {
            if (Stream.of(benchmark.getMethods())
                    .noneMatch(method ->
                            method.getName().equals(contestant) && method.isAnnotationPresent(Benchmark.class))) {
                throw new IllegalArgumentException(
                        benchmark.getName() + " has no benchmark called " + contestant + ".");
            }
        }
        return new Contest(id, what, benchmark, List.of(contestants));
    }

    /** Sets a parameter of the benchmark. */
    public Contest with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Has a server started before. */
    public Contest needs(Server server) {
        servers.add(server);
        return this;
    }

    /** Sets how many threads work at once. */
    public Contest threads(int count) {
        threads = count;
        return this;
    }

    /** Makes each iteration so many times as long, for operations that are too slow to warm up in less. */
    public Contest longer(int times) {
        length = times;
        return this;
    }

    /** Counts operations each second instead of microseconds for each. */
    public Contest perSecond(String things) {
        isRate = true;
        unit = things + "/s";
        return this;
    }

    /** Sets what ours should reach whoever the peer is. */
    public Contest goal(Goal goal) {
        floorGoal = goal;
        return this;
    }

    /** Sets what ours should reach beside one peer. */
    public Contest goal(String peer, Goal goal) {
        goals.put(peer, goal);
        return this;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<Comparison> run(Bench bench) throws Exception {
        for (Server server : servers) {
            bench.servers().start(server);
        }
        Map<String, List<Double>> scores = new LinkedHashMap<>();
        Map<String, List<Double>> bytes = new LinkedHashMap<>();
        List<String> order = new ArrayList<>(contestants);
        for (int round = 1; round <= bench.effort().rounds(); round++) {
            for (String contestant : order) {
                bench.progress()
                        .accept(id + ": round " + round + " of "
                                + bench.effort().rounds() + ", " + contestant);
                RunResult result = new Runner(turn(contestant, bench)).runSingle();
                scores.computeIfAbsent(contestant, key -> new ArrayList<>())
                        .add(result.getPrimaryResult().getScore());
                bytes.computeIfAbsent(contestant, key -> new ArrayList<>())
                        .add(result.getSecondaryResults().get(BYTES).getScore());
            }
            Collections.rotate(order, 1);
        }
        return comparisons(contestant -> scores.containsKey(contestant)
                ? Figure.of(scores.get(contestant), bytes.get(contestant))
                : Figure.NONE);
    }

    private Options turn(String contestant, Bench bench) {
        TimeValue iteration = TimeValue.milliseconds(bench.effort().iteration().toMillis() * length);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + contestant + "$")
                .mode(isRate ? Mode.Throughput : Mode.AverageTime)
                .timeUnit(isRate ? TimeUnit.SECONDS : TimeUnit.MICROSECONDS)
                .forks(1)
                .threads(threads)
                .warmupIterations(bench.effort().warmups())
                .warmupTime(iteration)
                .measurementIterations(bench.effort().iterations())
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(bench.servers().properties())
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        return options.build();
    }

    private List<Comparison> comparisons(Function<String, Figure> figures) {
        List<String> peers = contestants.stream()
                .filter(name -> !name.equals(OURS) && !name.equals(FLOOR))
                .toList();
        if (peers.isEmpty()) {
            return List.of(comparison(id, "", figures));
        }
        return peers.stream()
                .map(peer -> comparison(peers.size() == 1 ? id : id + "." + peer, peer, figures))
                .toList();
    }

    private Comparison comparison(String name, String peer, Function<String, Figure> figures) {
        Goal own = goals.get(peer);
        Goal goal = own == null ? floorGoal : floorGoal == Goal.NONE ? own : own.and(floorGoal);
        return new Comparison(
                name, what, unit, figures.apply(OURS), peer, figures.apply(peer), figures.apply(FLOOR), goal);
    }
}
