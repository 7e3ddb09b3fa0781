/**
 * Contracts for people who implement one of Resetta's SPIs, and parts for their tests.
 *
 * <p>Whoever implements {@link dev.resetta.token.TokenStore} extends {@link dev.resetta.testkit.TokenStoreContract}, {@link
 * dev.resetta.testkit.RedemptionRaceContract} and {@link dev.resetta.testkit.PolicyMatrixContract}; the tests they inherit say
 * what was promised and broken. They show rows, races, units and what becomes of links. They do not show what happens when the
 * store fails in the middle, or a process dies. Each other part has a contract of its own: {@link
 * dev.resetta.testkit.AccountsContract}, {@link dev.resetta.testkit.TokenIssuerContract}, {@link
 * dev.resetta.testkit.PasswordHasherContract}, {@link dev.resetta.testkit.NotifierContract}, {@link
 * dev.resetta.testkit.DeliveryQueueContract} and {@link dev.resetta.testkit.RequestLimiterContract}.
 *
 * <p>Whoever tests an application that resets passwords begins with {@link dev.resetta.testkit.TestReset}, or takes its parts:
 * {@link dev.resetta.testkit.SettableClock}, {@link dev.resetta.testkit.InMemoryAccounts}, {@link
 * dev.resetta.testkit.RecordingNotifier} and {@link dev.resetta.testkit.ManualDeliveryQueue}. Such tests need neither to sleep
 * nor to send.
 */
@NullMarked
package dev.resetta.testkit;

import org.jspecify.annotations.NullMarked;
