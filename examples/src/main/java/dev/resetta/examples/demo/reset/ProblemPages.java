package dev.resetta.examples.demo.reset;

import dev.resetta.LinkProblem;
import dev.resetta.examples.demo.web.Page;
import dev.resetta.examples.demo.web.Visit;
import java.util.Locale;

/** What people are told about a link that is not good, and what they can do. */
public final class ProblemPages {
    private static final String A_MINUTE = "60";

    private ProblemPages() {}

    static void show(Visit visit, LinkProblem problem) {
        if (problem == LinkProblem.TOO_MANY_ATTEMPTS) {
            visit.header("Retry-After", A_MINUTE);
        }
        visit.show(
                page(problem.name().toLowerCase(Locale.ROOT).replace('_', '-')).status(status(problem)));
    }

    /** The page of a link that was opened earlier and has done its work, or whose time is over. */
    static Page closed() {
        return page("closed").status(410);
    }

    private static Page page(String kind) {
        return Page.of("problem").named("problem-" + kind);
    }

    private static int status(LinkProblem problem) {
        return switch (problem) {
            case EXPIRED, USED, REPLACED, CANCELLED -> 410;
            case INVALID -> 404;
            case TOO_MANY_ATTEMPTS -> 429;
        };
    }
}
