/**
 * What is sent to people, and the queue that keeps sending off the request path.
 *
 * <p>A {@link dev.resetta.delivery.Notifier} sends {@link dev.resetta.delivery.Notice}s and says with a {@link
 * dev.resetta.delivery.DeliveryException} how it failed. A {@link dev.resetta.delivery.DeliveryQueue} takes opaque items
 * and hands them to a worker, in lanes that do not wait for each other.
 */
@NullMarked
package dev.resetta.delivery;

import org.jspecify.annotations.NullMarked;
