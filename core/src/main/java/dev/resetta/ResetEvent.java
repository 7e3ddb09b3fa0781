package dev.resetta;

import dev.resetta.token.TokenVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happened, for operators: every step and every end, with the private reason, in the order of the flow.
 *
 * <p>No event holds a token, a password, a key, a hash or what a person typed. Ids are the application's own text: escape
 * them where you show them.
 */
public sealed interface ResetEvent {

    /** When it happened, by the clock of the reset. */
    Instant at();

    /** The population of accounts; empty for the only one. */
    String realm();

    /** Whose account it is about; null if nobody knows that, or it is about none. */
    default @Nullable String accountId() {
        return null;
    }

    /** Which link it is about; null as above. */
    default @Nullable String linkId() {
        return null;
    }

    /** Who did it, if support did. */
    default @Nullable String operator() {
        return null;
    }

    /** The private reason, or what else there is to say, in a few words for operators; empty if there is nothing. */
    default String detail() {
        return "";
    }

    /** A link was asked for and the request was taken. */
    record Requested(Instant at, String realm) implements ResetEvent {}

    /**
     * Something was asked for too often, and nothing was done.
     *
     * @param accountId whose limit it was, for {@link Limit#ACCOUNT} and {@link Limit#LINK}
     */
    record Throttled(
            Instant at, String realm, Limit limit, @Nullable String accountId) implements ResetEvent {
        @Override
        public String detail() {
            return words(limit);
        }
    }

    /** A limit that was reached. */
    enum Limit {
        /** Requests from one client address. */
        CLIENT,
        /** Requests for what was typed. */
        IDENTIFIER,
        /** Links for one account. */
        ACCOUNT,
        /** Bad tokens from one client address. */
        FAILURES,
        /** Submissions for one good link. */
        LINK
    }

    /** The delivery queue was full or closed and did not take an item. */
    record Dropped(Instant at, String realm, @Nullable String accountId) implements ResetEvent {}

    /**
     * A request ended without a mail.
     *
     * @param accountId whom it would have been for, if anybody
     */
    record NothingSent(
            Instant at,
            String realm,
            NoMail reason,
            @Nullable String accountId) implements ResetEvent {
        @Override
        public String detail() {
            return words(reason);
        }
    }

    /** Why a request ended without a mail. */
    enum NoMail {
        /** Nobody is meant by what was typed. */
        NOBODY,
        /** The account may not reset its password. */
        INELIGIBLE,
        /** The account has no address. */
        NO_ADDRESS,
        /** The account has neither a hash nor a stamp that a link could be bound to. */
        UNBOUND,
        /** More than ten accounts are meant; this one was left out. */
        TOO_MANY_ACCOUNTS,
        /** It could not be sent in time. */
        TOO_LATE,
        /** The account or the realm is gone. */
        GONE
    }

    /** A link was minted; it is about to be sent. */
    record LinkIssued(Instant at, String realm, String accountId, String linkId, Instant expiresAt)
            implements ResetEvent {
        @Override
        public String detail() {
            return "good until " + expiresAt;
        }
    }

    /** The notifier accepted the mail with a link; earlier links die now, if the policy says so. */
    record LinkDelivered(Instant at, String realm, String accountId, String linkId) implements ResetEvent {}

    /** The notifier accepted a notice without a link: a password was changed, or support has issued a link. */
    record NoticeDelivered(Instant at, String realm, String accountId) implements ResetEvent {}

    /**
     * The notifier did not accept a notice, or nobody could say who is meant.
     *
     * @param accountId whom it was for, if that was known already
     * @param reason what the notifier said
     * @param again whether it will be tried again
     */
    record DeliveryFailed(
            Instant at, String realm, @Nullable String accountId, String reason, boolean again) implements ResetEvent {
        @Override
        public String detail() {
            return reason + (again ? " It will be tried again." : "");
        }
    }

    /** The notifier handed a notice over but lost the answer; it is not tried again. */
    record DeliveryUncertain(
            Instant at, String realm, @Nullable String accountId, String reason) implements ResetEvent {
        @Override
        public String detail() {
            return reason;
        }
    }

    /**
     * A link was refused.
     *
     * @param accountId whose it was, if that is known
     * @param linkId which it was, if that is known
     */
    record LinkRefused(
            Instant at,
            String realm,
            TokenVerdict.Reason reason,
            @Nullable String accountId,
            @Nullable String linkId) implements ResetEvent {
        @Override
        public String detail() {
            return words(reason);
        }
    }

    /**
     * A new password was refused; the link stays good.
     *
     * @param codes the reasons
     */
    record PasswordRefused(Instant at, String realm, String accountId, String linkId, List<String> codes)
            implements ResetEvent {
        /** Copies the reasons. */
        public PasswordRefused {
            codes = List.copyOf(codes);
        }

        @Override
        public String detail() {
            return String.join(", ", codes);
        }
    }

    /** A good link was sent in while too much was going on; nothing was changed. */
    record Busy(Instant at, String realm, String accountId, String linkId) implements ResetEvent {}

    /**
     * A password was changed, and the change is committed; or, if a transaction of the application's own was around it, will
     * be with that.
     */
    record PasswordChanged(Instant at, String realm, String accountId, String linkId) implements ResetEvent {}

    /**
     * Nobody can say whether a password was changed: a system that keeps passwords elsewhere did not answer, and then the link
     * is dead; or the answer to a commit was lost, and the account could not be read to find out.
     */
    record OutcomeUncertain(Instant at, String realm, String accountId, String linkId) implements ResetEvent {}

    /**
     * The application's hook failed to end the sessions of an account.
     *
     * @param again whether it will be tried again
     */
    record SessionsNotEnded(Instant at, String realm, String accountId, boolean again) implements ResetEvent {
        @Override
        public String detail() {
            return again ? "It will be tried again." : "";
        }
    }

    /**
     * An operator issued a link and got to see it.
     *
     * @param untoldBecause why the account's owner was not told; null if he was
     */
    record IssuedBySupport(
            Instant at,
            String realm,
            String accountId,
            String linkId,
            Instant expiresAt,
            String operator,
            @Nullable String untoldBecause)
            implements ResetEvent {
        @Override
        public String detail() {
            return "good until " + expiresAt
                    + (untoldBecause == null ? "" : "; the owner was not told: " + untoldBecause);
        }
    }

    /** An operator had a link mailed to the account's owner. */
    record MailedBySupport(Instant at, String realm, String accountId, String operator) implements ResetEvent {}

    /** An operator ended a link. */
    record RevokedBySupport(Instant at, String realm, String accountId, String linkId, String operator)
            implements ResetEvent {}

    /** An operator had the remains of expired links deleted. */
    record PurgedBySupport(Instant at, String realm, int deleted, String operator) implements ResetEvent {
        @Override
        public String detail() {
            return deleted + " deleted";
        }
    }

    /** A link was cancelled by the person who got it. */
    record LinkCancelled(Instant at, String realm, String accountId, String linkId) implements ResetEvent {}

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
