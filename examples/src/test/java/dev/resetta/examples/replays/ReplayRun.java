package dev.resetta.examples.replays;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;

/**
 * A replay that has run.
 *
 * @param isPlanted whether it ran against a part that has the fault
 * @param result what became of it, in words for the table
 */
record ReplayRun(List<String> ids, String how, boolean isPlanted, Outcome outcome, String result) {

    enum Outcome {
        HELD,
        FAILED,
        SKIPPED
    }

    /** What a method's run was; empty if the method is no replay. */
    static Optional<ReplayRun> of(Method method, TestExecutionResult result) {
        Optional<Planted> planted = AnnotationSupport.findAnnotation(method, Planted.class);
        if (planted.isPresent()) {
            return Optional.of(of(planted.get().value(), planted.get().how(), true, result));
        }
        return AnnotationSupport.findAnnotation(method, Replay.class)
                .map(replay -> of(replay.value(), replay.how(), false, result));
    }

    private static ReplayRun of(String[] ids, String how, boolean isPlanted, TestExecutionResult result) {
        String why = result.getThrowable()
                .map(Throwable::getMessage)
                .map(message -> message.strip().lines().findFirst().orElse(""))
                .orElse("");
        return switch (result.getStatus()) {
            case SUCCESSFUL ->
                new ReplayRun(List.of(ids), how, isPlanted, Outcome.HELD, isPlanted ? "planted: caught" : "passed");
            case ABORTED -> new ReplayRun(List.of(ids), how, isPlanted, Outcome.SKIPPED, "skipped: " + why);
            case FAILED ->
                new ReplayRun(
                        List.of(ids),
                        how,
                        isPlanted,
                        Outcome.FAILED,
                        (isPlanted ? "planted: NOT CAUGHT, " : "FAILED: ") + why);
        };
    }
}
