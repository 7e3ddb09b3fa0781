/**
 * The code of the guides in {@code docs/guides}. What an application takes over when it moves to Resetta are {@link
 * dev.resetta.examples.guides.TwoSchemes} and one of the two issuers beside it; the other files build resets, as a guide shows it.
 */
@NullMarked
package dev.resetta.examples.guides;

import org.jspecify.annotations.NullMarked;
