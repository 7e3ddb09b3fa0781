package dev.resetta.examples.demo.reset;

import dev.resetta.examples.demo.web.Page;
import dev.resetta.password.PasswordProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why a password was refused, for the form: all reasons above it, and each again at the field it is about.
 *
 * @param problems every reason; none while nothing was refused
 */
record Refusal(List<PasswordProblem> problems) {
    /** The codes that there are words for; a reason of an application's own rule is told as it says itself. */
    private static final Set<String> CODES = Set.of(
            "too-short",
            "too-long",
            "too-many-bytes",
            "not-unicode",
            "own-words",
            "blocklisted",
            PasswordProblem.MISMATCH);

    static final Refusal NONE = new Refusal(List.of());

    Page fillIn(Page form) {
        return form.with("refused", !problems.isEmpty())
                .with("reasons", problems.stream().map(Refusal::reason).toList())
                .with("reasonsAtPassword", reasonsAt("password"))
                .with("reasonsAtAgain", reasonsAt("again"))
                .with("passwordIsBad", !reasonsAt("password").isEmpty())
                .with("againIsBad", !reasonsAt("again").isEmpty())
                .status(problems.isEmpty() ? 200 : 422);
    }

    private List<Map<String, Object>> reasonsAt(String field) {
        return problems.stream()
                .filter(problem -> field(problem).equals(field))
                .map(Refusal::reason)
                .toList();
    }

    private static Map<String, Object> reason(PasswordProblem problem) {
        return Map.of(
                "field",
                field(problem),
                "code",
                CODES.contains(problem.code()) ? problem.code() : "",
                "limit",
                problem.values().isEmpty() ? "" : problem.values().get(0),
                "message",
                problem.message());
    }

    private static String field(PasswordProblem problem) {
        return problem.code().equals(PasswordProblem.MISMATCH) ? "again" : "password";
    }
}
