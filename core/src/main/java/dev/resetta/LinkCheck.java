package dev.resetta;

import java.time.Instant;

/** Whether a link is good, before the form for the new password is shown. */
public sealed interface LinkCheck {

    /**
     * The link is good; show the form.
     *
     * @param accountName what the person is called, for the page and for password managers
     * @param expiresAt the first instant at which the link is not good any more
     */
    record Good(String accountName, Instant expiresAt) implements LinkCheck {}

    /**
     * The link is not good; say why, and offer to ask for a new one.
     *
     * @param problem what a page may say
     */
    record Refused(LinkProblem problem) implements LinkCheck {}

    /** Says whether the link is good. */
    default boolean isGood() {
        return this instanceof Good;
    }
}
