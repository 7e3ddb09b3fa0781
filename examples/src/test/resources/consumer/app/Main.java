package app;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.delivery.Notice;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One person, one link, one new password; prints what came of it. */
public final class Main {
    public static void main(String[] arguments) throws Exception {
        AtomicReference<String> hash = new AtomicReference<>("of the old password");
        AccountDirectory accounts = new AccountDirectory() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                return List.of(Account.of("7", "alice@shop.example", hash.get()));
            }

            @Override
            public Optional<Account> findById(String id) {
                return Optional.of(Account.of("7", "alice@shop.example", hash.get()));
            }
        };
        BlockingQueue<String> links = new LinkedBlockingQueue<>();
        try (PasswordReset reset = PasswordReset.builder()
                .resetLink("https://shop.example/reset?token={token}")
                .accounts(accounts)
                .passwordUpdater(update -> hash.compareAndSet(update.expectedHash().orElseThrow(), update.newHash()))
                .passwordHasher(password -> "of " + password)
                .policy(TokenPolicy.hashBound())
                .signingKeys(SigningKeys.of("2026", new byte[32]))
                .notifier(notice -> {
                    if (notice instanceof Notice.ResetLink link) {
                        links.add(link.link());
                    }
                })
                .build()) {
            reset.request(ResetRequest.forIdentifier("alice"));
            String link = links.poll(2, TimeUnit.MINUTES);
            String password = "four grey herons";
            System.out.println(reset.redeem(
                    ResetSubmission.forToken(link.substring(link.indexOf('=') + 1)).password(password, password)));
        }
    }
}
