/**
 * How often anything may be asked for.
 *
 * <p>{@link dev.resetta.limit.Limits} say how often, a {@link dev.resetta.limit.RequestLimiter} counts. Neither ever stands
 * between a person and a good link.
 */
@NullMarked
package dev.resetta.limit;

import org.jspecify.annotations.NullMarked;
