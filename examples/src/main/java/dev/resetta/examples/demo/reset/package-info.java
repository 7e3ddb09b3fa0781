/** The password reset: {@link PasswordResets} builds it, the pages use it, with one for every outcome. */
@NullMarked
package dev.resetta.examples.demo.reset;

import org.jspecify.annotations.NullMarked;
