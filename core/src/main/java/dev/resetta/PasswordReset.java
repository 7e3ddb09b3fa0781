package dev.resetta;

import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notifier;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.password.PasswordHasher;
import dev.resetta.password.PasswordRules;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenVerdict;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The password reset of one application: takes requests, checks links, and changes passwords.
 *
 * <p>Build one at start-up, share it between all threads, close it at the end. Whatever a person typed may be handed in as
 * it is, null included: every method answers with a value, and throws only if the application's own parts fail.
 */
public final class PasswordReset implements AutoCloseable {
    private static final int LONGEST_REALM = 100;
    private static final int LONGEST_OPERATOR = 100;

    private final Parts parts;
    private final String realmName;
    private final boolean isView;

    PasswordReset(Parts parts, String realmName, boolean isView) {
        this.parts = parts;
        this.realmName = realmName;
        this.isView = isView;
    }

    /** Starts to describe a reset. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Takes a request for a link, and returns before anything is known about an account: known, unknown and disabled ones
     * run the same instructions here.
     *
     * <p>Answer every caller who got true with the same page.
     *
     * @return false only if this client address has asked too often, which an application may tell as status 429
     * @throws RuntimeException if the limiter or the delivery queue fails; nothing was taken
     * @throws IllegalStateException if there are several realms and none was named
     */
    public boolean request(ResetRequest request) {
        realm();
        return new RequestPath(parts, realmName).take(request);
    }

    /**
     * Says whether a link is good, before the form is shown; changes nothing, however often it is called.
     *
     * @param token what stood in the link
     */
    public LinkCheck check(@Nullable String token) {
        TokenVerdict verdict = parts.issuer().judge(Typed.token(token), parts.scope(realmName, realm()));
        if (verdict instanceof TokenVerdict.Good good) {
            return new LinkCheck.Good(good.account().name(), good.expiresAt());
        }
        TokenVerdict.Bad bad = (TokenVerdict.Bad) verdict;
        Refusal.report(bad, parts, realmName);
        return new LinkCheck.Refused(LinkProblem.of(bad.reason()));
    }

    /**
     * Uses a link to replace the password: all of it or nothing.
     *
     * <p>Within a transaction of your own that the token store takes part in, "changed" holds once that commits; sessions end, the
     * warning goes out and the event is published then, and never if it is rolled back. An exception means that it has to be.
     *
     * @return what became of it; an outcome other than {@link ResetResult.Changed} has changed nothing
     * @throws RuntimeException if the directory, the updater or the store fails; then the password is as it was and the link
     *     still good, unless the event {@link ResetEvent.OutcomeUncertain} says that nobody knows
     */
    public ResetResult redeem(ResetSubmission submission) {
        return new Redemption(parts, realmName, realm(), submission, Typed.token(submission.token())).run();
    }

    /**
     * Ends a link at the wish of the person who got it ("this wasn't me"). Call it when a form is sent in, not when the
     * link of the mail is opened, because programs open links, too.
     *
     * @param cancelToken what stood in the cancel link; it redeems nothing
     * @return true if nobody had ended the link yet
     */
    public boolean cancel(@Nullable String cancelToken) {
        TokenVerdict verdict = parts.issuer().cancel(Typed.token(cancelToken), parts.scope(realmName, realm()));
        if (verdict instanceof TokenVerdict.Good good) {
            parts.events()
                    .publish(new ResetEvent.LinkCancelled(
                            parts.now(), realmName, good.account().id(), good.linkId()));
            return true;
        }
        Refusal.report((TokenVerdict.Bad) verdict, parts, realmName);
        return false;
    }

    /**
     * The desk of one operator, who helps people that cannot help themselves.
     *
     * @param operator names the operator in events; not blank
     * @throws IllegalArgumentException if the name is blank or longer than 100 characters
     */
    public SupportDesk support(String operator) {
        if (operator.isBlank() || operator.length() > LONGEST_OPERATOR) {
            throw new IllegalArgumentException("Name the operator, in at most " + LONGEST_OPERATOR
                    + " characters; the events of the support desk carry it.");
        }
        return new SupportDesk(parts, realmName, realm(), operator);
    }

    /**
     * The same reset for another population of accounts.
     *
     * @param name at most 100 characters
     * @return a view; closing it does nothing
     * @throws IllegalArgumentException if there is no such realm, or the name is too long
     */
    public PasswordReset realm(String name) {
        if (name.length() > LONGEST_REALM) {
            throw new IllegalArgumentException("The name of a realm has at most " + LONGEST_REALM + " characters.");
        }
        if (parts.realms().apply(name).isEmpty()) {
            throw new IllegalArgumentException("There is no realm of this name.");
        }
        return new PasswordReset(parts, name, true);
    }

    /** Ends the delivery queue, once what waits in it is carried out as far as its time allows; nothing else is closed. */
    @Override
    public void close() {
        if (!isView) {
            parts.queue().close();
        }
    }

    private Realm realm() {
        return parts.realms()
                .apply(realmName)
                .orElseThrow(() -> new IllegalStateException(
                        realmName.isEmpty()
                                ? "This reset serves several realms; call realm(name) first."
                                : "The realm is not there any more."));
    }

    /**
     * Describes a reset, and refuses what is missing, weak or contradictory with a sentence that says what to do.
     *
     * <p>Not thread-safe. Every setting may be given once.
     */
    public static final class Builder {
        final Settings settings = new Settings();

        Builder() {}

        /**
         * Sets the page where the new password is entered, with {@code {token}} once in its query or fragment, for example
         * {@code https://shop.example.com/reset-password?token={token}}; https, except on this very machine. Required.
         */
        public Builder resetLink(String template) {
            settings.resetLink.set(template);
            return this;
        }

        /** Sets the page where the owner says "this wasn't me", in the same form; by default mails offer none, and never for hash-bound links. */
        public Builder cancelLink(String template) {
            settings.cancelLink.set(template);
            return this;
        }

        /** Sets where accounts are found; required. If it is a {@link PasswordUpdater} too, it updates as well. */
        public Builder accounts(AccountDirectory accounts) {
            settings.accounts.set(accounts);
            return this;
        }

        /** Sets who replaces the stored hash; required unless {@link #accounts} does. */
        public Builder passwordUpdater(PasswordUpdater updater) {
            settings.updater.set(updater);
            return this;
        }

        /** Sets several populations of accounts, instead of link, accounts and updater; empty if there is no such realm. */
        public Builder realms(Function<String, Optional<Realm>> realms) {
            settings.realms.set(realms);
            return this;
        }

        /** Sets the rule that links live by; by default {@link TokenPolicy#oneTime()}. */
        public Builder policy(TokenPolicy policy) {
            settings.policy.set(policy);
            return this;
        }

        /** Sets the rule for links that the {@linkplain PasswordReset#support support desk} issues; by default the same. */
        public Builder supportPolicy(TokenPolicy policy) {
            settings.supportPolicy.set(policy);
            return this;
        }

        /** Sets where tokens are stored; required for policies that store them. */
        public Builder tokenStore(TokenStore store) {
            settings.tokenStore.set(store);
            return this;
        }

        /** Sets the keys; required for hash-bound links, and for stored ones a guard against who can write the table. */
        public Builder signingKeys(SigningKeys keys) {
            settings.signingKeys.set(keys);
            return this;
        }

        /**
         * Sets an issuer of one's own, instead of token store and signing keys; the policy gives it the lifetime. Keys may be
         * set all the same beside a request limiter that several processes share: it is what lets them count together.
         */
        public Builder tokenIssuer(TokenIssuer issuer) {
            settings.tokenIssuer.set(issuer);
            return this;
        }

        /**
         * Sets what runs a redemption as one unit, where no token store does: for hash-bound links and issuers of one's own.
         * A {@code ResetDatabase} fits as it is. One lambda will do if Resetta is never called within a transaction of yours;
         * otherwise override all three methods. By default the parts of a unit just run one after the other.
         */
        public Builder transactions(TokenIssuer.Transactional transactions) {
            settings.transactions.set(transactions);
            return this;
        }

        /**
         * Sets what makes the hash that the sign-in verifies; required. For bcrypt add {@link PasswordRules#maximumBytes
         * maximumBytes(72)} to the rules, because it silently cuts.
         */
        public Builder passwordHasher(PasswordHasher hasher) {
            settings.hasher.set(hasher);
            return this;
        }

        /** Sets which passwords are taken; by default {@link PasswordRules#nist()}. */
        public Builder passwordRules(PasswordRules rules) {
            settings.rules.set(rules);
            return this;
        }

        /** Sets who sends the notices; required. */
        public Builder notifier(Notifier notifier) {
            settings.notifier.set(notifier);
            return this;
        }

        /** Sets the queue that all sending goes through; by default {@link DeliveryQueue#inMemory()}. */
        public Builder deliveryQueue(DeliveryQueue queue) {
            settings.queue.set(queue);
            return this;
        }

        /** Sets how often anything may be asked for; by default {@link Limits#standard()}. */
        public Builder limits(Limits limits) {
            settings.limits.set(limits);
            return this;
        }

        /** Sets who counts; by default {@link RequestLimiter#inMemory()}. */
        public Builder requestLimiter(RequestLimiter limiter) {
            settings.limiter.set(limiter);
            return this;
        }

        /**
         * Sets what ends the sessions of an account once its password is changed. It is called after the change, and again if
         * it throws. A sign-in that was verifying the old password meanwhile has to look once more after it has opened its
         * session. Left out, a warning is logged: sessions of a thief would survive.
         *
         * <p>With a queue that takes part in the transaction it is always called twice, the second time perhaps when the person
         * has signed in anew. Ending that session, too, is safe. To spare it, keep with each session which password it was
         * opened under (a counter that changes with the hash will do), and end those of another. The instant of the change does
         * not tell them apart: a session may have been opened after it, and under the old password, while the change was not
         * committed yet.
         */
        public Builder endSessions(Consumer<ResetEvent.PasswordChanged> endSessions) {
            settings.endSessions.set(endSessions);
            return this;
        }

        /** Sets who learns of every event, on whatever thread it happens; its exceptions change nothing. */
        public Builder onEvent(Consumer<ResetEvent> listener) {
            settings.listener.set(listener);
            return this;
        }

        /** Sets the clock; by default {@link Clock#systemUTC()}. */
        public Builder clock(Clock clock) {
            settings.clock.set(clock);
            return this;
        }

        /** Sets the source of random bytes; by default {@code new SecureRandom()}. */
        public Builder secureRandom(SecureRandom random) {
            settings.random.set(random);
            return this;
        }

        /**
         * Builds the reset and starts its queue.
         *
         * @throws IllegalStateException if a setting is missing or contradicts another
         * @throws IllegalArgumentException if a setting is unfit
         */
        public PasswordReset build() {
            return settings.build();
        }
    }
}
