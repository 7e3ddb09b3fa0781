package dev.resetta.account;

import java.util.List;
import java.util.Optional;

/**
 * Finds accounts in the application's records.
 *
 * <p>It has to read what the {@link PasswordUpdater} writes to: the primary, not a replica that lags behind, or a link
 * lives on after its password has changed. Implementations are called from several threads at once. An exception means
 * "cannot tell now": nothing is sent or changed, and the work is tried again.
 */
public interface AccountDirectory {

    /**
     * Finds everybody whom the typed text may mean.
     *
     * <p>Called on a worker thread only, never while somebody waits for an answer. What was typed may be anything; how it
     * is compared (exactly, folded, by address or user name) is the application's choice, and harmless: notices go to
     * {@link Account#address()} and never to what was typed. Each account returned gets a notice of its own.
     *
     * @param identifier what the person typed, untouched; never null
     * @return the accounts, at most ten of which are served; empty if nobody is meant
     */
    List<Account> findByIdentifier(String identifier);

    /**
     * Reads one account afresh.
     *
     * <p>Called when a link is minted, checked and redeemed; during a redemption on the thread, and inside the unit, that
     * will replace the password.
     *
     * @param accountId an id this directory has returned before, or, out of a hash-bound link, any text up to 200 characters
     *     that a stranger made up: bind it, never paste it, and find nobody by it
     * @return the account as it is now; empty if it is gone
     */
    Optional<Account> findById(String accountId);
}
