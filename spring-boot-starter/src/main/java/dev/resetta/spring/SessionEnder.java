package dev.resetta.spring;

import dev.resetta.ResetEvent;

/**
 * Ends the sessions of an account whose password was changed. A bean of this type is what {@link
 * dev.resetta.PasswordReset.Builder#endSessions} asks for.
 *
 * <p>It is called after the commit of the application's transaction, and outside of it, so that it may begin one of its own.
 * It may be called more than once for one change, and again if it throws.
 */
@FunctionalInterface
public interface SessionEnder {

    /** Ends every session of the account. */
    void endSessions(ResetEvent.PasswordChanged changed);
}
