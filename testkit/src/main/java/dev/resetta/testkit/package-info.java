/**
 * Contracts for people who implement one of Resetta's SPIs, and parts for their tests.
 *
 * <p>Whoever implements {@link dev.resetta.token.TokenStore} extends {@link dev.resetta.testkit.TokenStoreContract}, {@link
 * dev.resetta.testkit.RedemptionRaceContract} and {@link dev.resetta.testkit.PolicyMatrixContract}; the tests they inherit say
 * what was promised and broken. They show rows, races, units and what becomes of links. They do not show what happens when the
 * store fails in the middle, or a process dies. There are no contracts for the other parts yet. Whoever tests
 * an application that resets passwords takes {@link dev.resetta.testkit.SettableClock}, {@link
 * dev.resetta.testkit.InMemoryAccounts}, {@link dev.resetta.testkit.RecordingNotifier} and {@link
 * dev.resetta.testkit.ManualDeliveryQueue}, and needs neither to sleep nor to send.
 */
@NullMarked
package dev.resetta.testkit;

import org.jspecify.annotations.NullMarked;
