package dev.resetta.spring;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Four endpoints for a front end that speaks JSON. {@code META-INF/resetta/openapi.yaml} describes them.
 *
 * <p>They take only JSON, which no form of another site can send, and no cookie plays a part. Not final, because aspects of the
 * application may want to wrap every controller.
 */
@RestController
@RequestMapping(path = "${resetta.web.path:/password-resets}", consumes = MediaType.APPLICATION_JSON_VALUE)
class PasswordResetEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordResetEndpoints.class);

    private final PasswordReset reset;

    PasswordResetEndpoints(PasswordReset reset) {
        this.reset = reset;
    }

    /** The same for everybody whom the limit of the client lets in, whether there is an account or not. */
    @PostMapping
    ResponseEntity<Object> request(@RequestBody Asked asked, HttpServletRequest http) {
        if (asked.identifier() == null) {
            return Problems.unreadable();
        }
        ResetRequest request = ResetRequest.forIdentifier(asked.identifier())
                .clientAddress(http.getRemoteAddr())
                .locale(http.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null ? null : http.getLocale())
                .userAgent(http.getHeader(HttpHeaders.USER_AGENT));
        boolean isTaken = answer(() -> reset.request(request));
        return isTaken ? empty(HttpStatus.ACCEPTED) : Problems.tooMany();
    }

    @PostMapping("/check")
    ResponseEntity<Object> check(@RequestBody Followed followed) {
        if (followed.token() == null) {
            return Problems.unreadable();
        }
        LinkCheck link = answer(() -> reset.check(followed.token()));
        if (link instanceof LinkCheck.Good good) {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(new GoodLink(good.accountName(), good.expiresAt().toString()));
        }
        return Problems.of(((LinkCheck.Refused) link).problem());
    }

    @PostMapping("/redeem")
    ResponseEntity<Object> redeem(@RequestBody Entered entered, HttpServletRequest http) {
        if (entered.token() == null || entered.password() == null) {
            return Problems.unreadable();
        }
        ResetSubmission submission = entered.submission()
                .clientAddress(http.getRemoteAddr())
                .userAgent(http.getHeader(HttpHeaders.USER_AGENT));
        ResetResult result = answer(() -> reset.redeem(submission));
        if (result instanceof ResetResult.Changed) {
            return empty(HttpStatus.NO_CONTENT);
        }
        if (result instanceof ResetResult.PasswordRefused refused) {
            return Problems.of(refused.problems());
        }
        if (result instanceof ResetResult.Busy) {
            return Problems.busy();
        }
        return Problems.of(((ResetResult.LinkRefused) result).problem());
    }

    @PostMapping("/cancel")
    ResponseEntity<Object> cancel(@RequestBody Followed followed) {
        if (followed.token() == null) {
            return Problems.unreadable();
        }
        return answer(() -> reset.cancel(followed.token())) ? empty(HttpStatus.NO_CONTENT) : Problems.notCancelled();
    }

    /** Answered here, because Spring's own way logs what it could not read, and that may be a token or a password. */
    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<Object> unreadable() {
        return Problems.unreadable();
    }

    @ExceptionHandler(BodyLimit.BodyTooLong.class)
    ResponseEntity<Object> tooLong() {
        return Problems.tooLong();
    }

    /** Answered here, because a front end may take the page that Spring leads to, which may be the sign-in, for a yes. */
    @ExceptionHandler(FailedException.class)
    ResponseEntity<Object> failed(FailedException failure) {
        LOG.error("A request for a password reset failed.", failure.getCause());
        return Problems.failed();
    }

    /** Marks what fails here, and not in an aspect of the application, which answers for itself. */
    private static <T> T answer(Supplier<T> reset) {
        try {
            return reset.get();
        } catch (RuntimeException e) {
            throw new FailedException(e);
        }
    }

    private static ResponseEntity<Object> empty(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .build();
    }

    /** Thrown on, so that a transaction around the endpoint is rolled back. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(RuntimeException cause) {
            super("A request for a password reset failed.", cause);
        }
    }

    /** Who asks for a link. */
    record Asked(@Nullable String identifier) {
        /** Tells nothing, because Spring logs what it has read. */
        @Override
        public String toString() {
            return "Asked";
        }
    }

    /** Which link was followed. */
    record Followed(@Nullable String token) {
        /** Tells nothing, because Spring logs what it has read. */
        @Override
        public String toString() {
            return "Followed";
        }
    }

    /** What was entered on the page that a link leads to. */
    record Entered(
            @Nullable String token,
            @Nullable String password,
            @Nullable String again) {
        ResetSubmission submission() {
            ResetSubmission link = ResetSubmission.forToken(token);
            return again == null ? link.password(password) : link.password(password, again);
        }

        /** Tells nothing, because Spring logs what it has read. */
        @Override
        public String toString() {
            return "Entered";
        }
    }

    /** What there is to say about a good link. */
    record GoodLink(String accountName, String expiresAt) {}
}
