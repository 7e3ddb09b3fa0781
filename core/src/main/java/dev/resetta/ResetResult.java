package dev.resetta;

import dev.resetta.password.PasswordProblem;
import java.util.List;

/** What became of a submission. */
public sealed interface ResetResult {

    /**
     * The password is changed. Send the person to the sign-in page; a reset never signs in.
     *
     * @param accountId whose password it is
     */
    record Changed(String accountId) implements ResetResult {}

    /**
     * The new password is refused; the link is as good as before. Show the form again with the reasons.
     *
     * @param problems every reason, at least one
     */
    record PasswordRefused(List<PasswordProblem> problems) implements ResetResult {
        /** Copies the reasons. */
        public PasswordRefused {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The link is refused; nothing was changed.
     *
     * @param problem what a page may say
     */
    record LinkRefused(LinkProblem problem) implements ResetResult {}

    /** Too much was going on; nothing was changed, the link is as good as before, and the same may be sent in again. */
    record Busy() implements ResetResult {}
}
