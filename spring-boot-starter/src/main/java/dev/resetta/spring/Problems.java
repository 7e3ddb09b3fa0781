package dev.resetta.spring;

import dev.resetta.LinkProblem;
import dev.resetta.password.PasswordProblem;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Answers that say why not, as problem details (RFC 9457). {@code code} is for programs, {@code detail} for people. */
final class Problems {
    private static final int UNREADABLE = 400;
    private static final int GONE = 410;
    private static final int TOO_LONG = 413;
    private static final int UNFIT = 422;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;
    private static final int BUSY = 503;

    private Problems() {}

    static ResponseEntity<Object> unreadable() {
        return answer(problem(UNREADABLE, "unreadable", "Send one JSON object with all fields of this endpoint."), 0);
    }

    static ResponseEntity<Object> tooLong() {
        return answer(problem(TOO_LONG, "body-too-long", "That is more than the fields of this endpoint can hold."), 0);
    }

    /** By a minute's time the standard limits allow one more. */
    static ResponseEntity<Object> tooMany() {
        return answer(problem(TOO_MANY, "too-many-attempts", "This was tried too often. Try again later."), 60);
    }

    static ResponseEntity<Object> failed() {
        return answer(problem(FAILED, "failed", "Something went wrong on our side. Try again later."), 0);
    }

    static ResponseEntity<Object> busy() {
        return answer(problem(BUSY, "busy", "Nothing was changed. Send the same again."), 1);
    }

    static ResponseEntity<Object> of(LinkProblem problem) {
        if (problem == LinkProblem.TOO_MANY_ATTEMPTS) {
            return tooMany();
        }
        String code = problem.name().toLowerCase(Locale.ROOT);
        return answer(problem(GONE, code, sentence(problem)), 0);
    }

    static ResponseEntity<Object> of(List<PasswordProblem> problems) {
        ProblemDetail refused = problem(UNFIT, "password-refused", "The password is refused. The link is still good.");
        refused.setProperty("problems", problems);
        return answer(refused, 0);
    }

    static ResponseEntity<Object> notCancelled() {
        return answer(problem(GONE, "invalid", sentence(LinkProblem.INVALID)), 0);
    }

    private static String sentence(LinkProblem problem) {
        return switch (problem) {
            case EXPIRED -> "The time of this link is over.";
            case USED -> "This link was used before.";
            case REPLACED -> "A newer link was sent.";
            case CANCELLED -> "This link was cancelled.";
            case INVALID, TOO_MANY_ATTEMPTS -> "This is no good link.";
        };
    }

    private static ProblemDetail problem(int status, String code, String sentence) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), sentence);
        problem.setProperty("code", code);
        return problem;
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem, int retryAfterSeconds) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.getStatus()).cacheControl(CacheControl.noStore());
        if (retryAfterSeconds > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds));
        }
        return answer.body(problem);
    }
}
