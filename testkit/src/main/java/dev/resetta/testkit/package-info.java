/**
 * Contracts for people who implement one of Resetta's SPIs, and parts for their tests.
 *
 * <p>Whoever implements {@link dev.resetta.token.TokenStore} extends {@link dev.resetta.testkit.TokenStoreContract} and
 * {@link dev.resetta.testkit.RedemptionRaceContract}; the tests they inherit say what was promised and broken. Whoever tests
 * an application that resets passwords takes {@link dev.resetta.testkit.SettableClock}, {@link
 * dev.resetta.testkit.InMemoryAccounts}, {@link dev.resetta.testkit.RecordingNotifier} and {@link
 * dev.resetta.testkit.ManualDeliveryQueue}, and needs neither to sleep nor to send.
 */
@NullMarked
package dev.resetta.testkit;

import org.jspecify.annotations.NullMarked;
