/** The lines that the README shows, in a file that is compiled. */
@NullMarked
package dev.resetta.examples.readme;

import org.jspecify.annotations.NullMarked;
