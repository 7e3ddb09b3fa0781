package dev.resetta.spring;

import dev.resetta.PasswordReset;

/**
 * Says what has neither a bean nor a property, a support desk's policy for example. Beans of this type are asked in their
 * order, before the reset is built. A setting that is there already is refused.
 */
@FunctionalInterface
public interface PasswordResetCustomizer {

    /** Adds to the description of the reset. */
    void customize(PasswordReset.Builder reset);
}
