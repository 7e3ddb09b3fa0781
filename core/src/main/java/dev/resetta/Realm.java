package dev.resetta;

import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A separate population of accounts, for example one tenant: its pages, its directory, its updater.
 *
 * <p>A token of one realm is nothing in another. Immutable; every method that changes a setting returns a new realm.
 */
public final class Realm {
    private final LinkTemplate resetLink;
    private final @Nullable LinkTemplate cancelLink;
    private final AccountDirectory accounts;
    private final PasswordUpdater updater;

    private Realm(
            LinkTemplate resetLink,
            @Nullable LinkTemplate cancelLink,
            AccountDirectory accounts,
            PasswordUpdater updater) {
        this.resetLink = resetLink;
        this.cancelLink = cancelLink;
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.updater = Objects.requireNonNull(updater, "updater");
    }

    /**
     * Describes a realm.
     *
     * @param resetLink see {@link PasswordReset.Builder#resetLink}
     * @throws IllegalArgumentException if the link is unfit
     */
    public static Realm of(String resetLink, AccountDirectory accounts, PasswordUpdater updater) {
        return new Realm(LinkTemplate.parse("resetLink", resetLink), null, accounts, updater);
    }

    /**
     * Adds the page that cancels a link; see {@link PasswordReset.Builder#cancelLink}.
     *
     * @throws IllegalArgumentException if the link is unfit
     */
    public Realm cancelLink(String cancelLink) {
        return new Realm(resetLink, LinkTemplate.parse("cancelLink", cancelLink), accounts, updater);
    }

    String resetLink(String token) {
        return resetLink.with(token);
    }

    @Nullable
    String cancelLink(Optional<String> cancelToken) {
        return cancelLink == null ? null : cancelToken.map(cancelLink::with).orElse(null);
    }

    AccountDirectory accounts() {
        return accounts;
    }

    PasswordUpdater updater() {
        return updater;
    }
}
