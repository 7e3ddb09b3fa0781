package dev.resetta.examples.reading;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.delivery.Notice;
import dev.resetta.password.Argon2id;
import dev.resetta.token.TokenStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A whole password reset with everything in memory: what has to be set, and the three calls that an application makes. Do it so
 * for a first try, in tests, or where the accounts live in the process anyway; with a database, go on to {@link OneTransaction}.
 */
public final class QuickStart implements AutoCloseable {
    private final Argon2id hasher = Argon2id.recommended();
    private final People people = new People();

    /** Stands for the mail: links are kept here, so that this program can click on them. */
    private final BlockingQueue<Notice> mailbox = new LinkedBlockingQueue<>();

    private final PasswordReset reset = PasswordReset.builder()
            .resetLink("https://shop.example.com/reset-password?token={token}")
            .accounts(people)
            .passwordHasher(hasher)
            .tokenStore(TokenStore.inMemory())
            .notifier(mailbox::add)
            .endSessions(
                    changed -> System.out.println("All sessions of account " + changed.accountId() + " are ended."))
            .build();

    /** Tells the story of one forgotten password. */
    public static void main(String... args) throws InterruptedException {
        try (QuickStart shop = new QuickStart()) {
            shop.signUp("17", "ada@example.com", "a password of long ago");

            System.out.println("Somebody asks for a link for ada@example.com.");
            String link = shop.linkFor("ada@example.com");
            System.out.println("Ada's mail holds the link " + link);

            String token = link.substring(link.indexOf('=') + 1);
            System.out.println("She opens it; is it good? " + shop.open(token).isGood());
            System.out.println("She chooses a short password: " + inWords(shop.choose(token, "short")));
            System.out.println("She chooses a better one: " + inWords(shop.choose(token, "correct horse battery")));
            System.out.println("Somebody uses the link again: " + inWords(shop.choose(token, "stolen horse battery")));

            System.out.println("Does the new password sign in? " + shop.signsIn("17", "correct horse battery"));
            System.out.println("Does the old password sign in? " + shop.signsIn("17", "a password of long ago"));
        }
    }

    void signUp(String id, String address, String password) {
        people.accounts.put(id, Account.of(id, address, hasher.hash(password)));
    }

    /** Asks for a link, and waits for its mail: who is meant is found out on another thread, after the answer. */
    String linkFor(String typed) throws InterruptedException {
        reset.request(ResetRequest.forIdentifier(typed).clientAddress("192.0.2.7"));
        return ((Notice.ResetLink) mailbox.take()).link();
    }

    LinkCheck open(String token) {
        return reset.check(token);
    }

    ResetResult choose(String token, String password) {
        return reset.redeem(ResetSubmission.forToken(token).password(password).clientAddress("192.0.2.7"));
    }

    /** What a page would say; there are four answers. */
    static String inWords(ResetResult result) {
        if (result instanceof ResetResult.PasswordRefused refused) {
            return refused.problems().get(0).message();
        }
        if (result instanceof ResetResult.LinkRefused refused) {
            return "The link is refused, because it is " + refused.problem() + ".";
        }
        return result instanceof ResetResult.Changed ? "The password is changed." : "Try again in a moment.";
    }

    boolean signsIn(String id, String password) {
        return people.findById(id)
                .flatMap(Account::passwordHash)
                .filter(hash -> hasher.verify(password, hash))
                .isPresent();
    }

    @Override
    public void close() {
        reset.close();
    }

    /** Where the application keeps its accounts: all that Resetta wants of it are two ways to find one, and one to change it. */
    private static final class People implements AccountDirectory, PasswordUpdater {
        private final Map<String, Account> accounts = new ConcurrentHashMap<>();

        @Override
        public List<Account> findByIdentifier(String typed) {
            return accounts.values().stream()
                    .filter(account -> account.address().equals(Optional.of(typed)))
                    .toList();
        }

        @Override
        public Optional<Account> findById(String id) {
            return Optional.ofNullable(accounts.get(id));
        }

        /** Replaces the hash only if it is still the one that the link was judged by, so that of two at once one wins. */
        @Override
        public boolean update(PasswordUpdate update) {
            AtomicBoolean isReplaced = new AtomicBoolean();
            accounts.computeIfPresent(update.accountId(), (id, account) -> {
                isReplaced.set(account.passwordHash().equals(update.expectedHash()));
                return isReplaced.get() ? Account.of(id, account.address().orElse(null), update.newHash()) : account;
            });
            return isReplaced.get();
        }
    }
}
