package dev.resetta.benchmarks.start;

import dev.resetta.benchmarks.harness.Bench;
import dev.resetta.benchmarks.harness.Comparison;
import dev.resetta.benchmarks.harness.Experiment;
import dev.resetta.benchmarks.harness.Figure;
import dev.resetta.benchmarks.harness.Goal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** From {@code main} to the first token in fresh JVMs, round by round; the classes they load; the sizes of jars. */
public final class Start implements Experiment {
    public static final List<Experiment> EXPERIMENTS = List.of(new Start());

    private static final List<String> OURS = List.of("HashBound", "Stored");
    private static final List<String> PEERS = List.of("Nimbus", "Jjwt");
    private static final String FLOOR = "Floor";
    private static final Map<String, String> JARS =
            Map.of("core", "resetta-core", "jdbc-store", "resetta-jdbc-store", "mail-sender", "resetta-mail-sender");

    private Start() {}

    @Override
    public String id() {
        return "start";
    }

    @Override
    public List<Comparison> run(Bench bench) throws Exception {
        List<String> contestants = new ArrayList<>(OURS);
        contestants.addAll(PEERS);
        contestants.add(FLOOR);
        Map<String, List<Double>> times = new LinkedHashMap<>();
        int rounds = bench.effort().rounds() * (bench.effort().isFull() ? 5 : 3);
        for (int round = 1; round <= rounds; round++) {
            bench.progress().accept("start: round " + round + " of " + rounds);
            for (String contestant : contestants) {
                times.computeIfAbsent(contestant, key -> new ArrayList<>()).add(millis(contestant));
            }
        }
        List<Comparison> all = new ArrayList<>();
        for (String ours : OURS) {
            String name = ours.equals("Stored") ? "stored" : "hashbound";
            Map<String, List<String>> classes = new LinkedHashMap<>();
            for (String contestant : contestants) {
                classes.put(contestant, classes(contestant));
            }
            for (String peer : PEERS) {
                String versus = "." + peer.toLowerCase(Locale.ROOT);
                all.add(new Comparison(
                        "start-" + name + versus,
                        "first token in a fresh JVM",
                        "ms",
                        Figure.of(times.get(ours), List.of()),
                        peer,
                        Figure.of(times.get(peer), List.of()),
                        Figure.of(times.get(FLOOR), List.of()),
                        Goal.NONE));
                all.add(new Comparison(
                        "start-" + name + "-classes" + versus,
                        "classes loaded for it, the JVM's included",
                        "classes",
                        count(classes.get(ours), any -> true),
                        peer,
                        count(classes.get(peer), any -> true),
                        count(classes.get(FLOOR), any -> true),
                        Goal.NONE));
            }
            all.add(alone(
                    "start-" + name + "-classes-own",
                    "classes of dev.resetta among them",
                    "classes",
                    count(
                            classes.get(ours),
                            type -> type.startsWith("dev.resetta.") && !type.startsWith("dev.resetta.benchmarks."))));
        }
        for (String jar : List.of("core", "jdbc-store", "mail-sender")) {
            all.add(alone("start-jar-" + jar, "size of the jar", "kB", Figure.of(kilobytes(JARS.get(jar)))));
        }
        return all;
    }

    private static Comparison alone(String id, String what, String unit, Figure figure) {
        return new Comparison(id, what, unit, figure, "", Figure.NONE, Figure.NONE, Goal.NONE);
    }

    private static double millis(String contestant) throws IOException, InterruptedException {
        return Long.parseLong(output(contestant).strip()) / 1e6;
    }

    private static List<String> classes(String contestant) throws IOException, InterruptedException {
        Path log = Files.createTempFile("resetta-classes", ".log");
        output(contestant, "-Xlog:class+load:file=" + log + ":none");
        List<String> names = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" source: "))
                .map(line -> line.substring(0, line.indexOf(" source: ")))
                .toList();
        Files.delete(log);
        return names;
    }

    private static Figure count(List<String> classes, Predicate<String> which) {
        return Figure.of(classes.stream().filter(which).count());
    }

    private static String output(String contestant, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstToken.class.getName(), contestant));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(contestant + " has failed.");
        }
        return output;
    }

    private static double kilobytes(String artifact) throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path file = Path.of(entry);
            if (file.getFileName().toString().startsWith(artifact + "-")) {
                return Files.size(file) / 1e3;
            }
        }
        throw new IOException(artifact + " is not on the class path as a jar.");
    }
}
