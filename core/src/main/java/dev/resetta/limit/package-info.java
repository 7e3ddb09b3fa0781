/**
 * How often anything may be asked for.
 *
 * <p>{@link dev.resetta.limit.Limits} say how often, a {@link dev.resetta.limit.RequestLimiter} counts. Bad tokens and floods
 * never stand between a person and a good link; only sending in the same good link too often does.
 */
@NullMarked
package dev.resetta.limit;

import org.jspecify.annotations.NullMarked;
