package dev.resetta.examples.replays;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keeps the replays whole: every published fault has one, and nothing is planted that no replay looks for. */
@Tag("replay")
@Tag("once")
class EveryFaultIsReplayedTest {
    private static final String PACKAGE = EveryFaultIsReplayedTest.class.getPackageName();
    private static final Path SOURCES = Path.of("src/test/java", PACKAGE.replace('.', '/'));
    private static final int PLANTED_AT_LEAST = 15;

    @Test
    void everyFaultHasAReplayAndNoReplayIsOfAnUnknownFault() throws Exception {
        List<String> known =
                Fault.all().stream().flatMap(fault -> fault.ids().stream()).toList();
        List<String> replayed = ids(Replay.class);

        assertThat(known).doesNotHaveDuplicates();
        assertThat(known)
                .filteredOn(id -> !replayed.contains(id))
                .as("faults without a replay")
                .isEmpty();
        assertThat(replayed)
                .filteredOn(id -> !known.contains(id))
                .as("replays of what faults.tsv does not hold")
                .isEmpty();
    }

    @Test
    void whatIsPlantedIsWhatAReplayLooksFor() throws Exception {
        assertThat(ids(Planted.class)).isSubsetOf(ids(Replay.class));
        assertThat(methods().stream().filter(method -> method.isAnnotationPresent(Planted.class)))
                .hasSizeGreaterThanOrEqualTo(PLANTED_AT_LEAST);
    }

    @Test
    void everyLineSaysWhoAndWhat() {
        assertThat(Fault.all()).allSatisfy(fault -> {
            assertThat(List.of(fault.heading(), fault.system(), fault.fault())).noneMatch(String::isBlank);
            assertThat(fault.ids()).noneMatch(String::isBlank);
        });
    }

    private static List<String> ids(Class<?> annotation) throws IOException, ClassNotFoundException {
        List<String> ids = new ArrayList<>();
        for (Method method : methods()) {
            Replay replay = method.getAnnotation(Replay.class);
            Planted planted = method.getAnnotation(Planted.class);
            if (replay != null && annotation == Replay.class) {
                ids.addAll(List.of(replay.value()));
            }
            if (planted != null && annotation == Planted.class) {
                ids.addAll(List.of(planted.value()));
            }
        }
        return ids;
    }

    private static List<Method> methods() throws IOException, ClassNotFoundException {
        List<Method> methods = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith("Test.java")) {
                    Class<?> type = Class.forName(PACKAGE + "." + name.replace(".java", ""));
                    methods.addAll(Arrays.asList(type.getDeclaredMethods()));
                }
            }
        }
        return methods;
    }
}
