/**
 * What operators watch, by Micrometer.
 *
 * <p>{@link dev.resetta.micrometer.ResetMetrics} counts every event and watches the delivery queue; {@link
 * dev.resetta.micrometer.ResetObservations} takes the time of calls, sends and hashes, and makes spans of them where the
 * application traces:
 *
 * <pre>{@code
 * ResetMetrics metrics = ResetMetrics.of(meterRegistry).watch(queue);
 * ResetObservations observations = ResetObservations.in(observationRegistry);
 * PasswordReset reset = PasswordReset.builder()
 *         ...
 *         .deliveryQueue(queue)
 *         .notifier(observations.sendsOf(mail))
 *         .passwordHasher(observations.hashesOf(hasher))
 *         .onEvent(metrics)
 *         .build();
 * ObservedReset observed = observations.callsOf(reset);
 * }</pre>
 *
 * <p>Every tag has a value out of a list that is known beforehand. None names an account, a link, a realm, an operator or an
 * address, and no message of an exception gets into a span.
 */
@NullMarked
package dev.resetta.micrometer;

import org.jspecify.annotations.NullMarked;
