package dev.resetta.examples.readme;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.SmtpServer;
import dev.resetta.password.Argon2id;
import javax.sql.DataSource;

/** The README's shop, from setting a reset up to using it; a test holds the two together. */
final class Shop {
    /** Whatever the application keeps its signed-in people in. */
    interface Sessions {
        void endAll(String accountId);
    }

    private Shop() {}

    static PasswordReset setUp(DataSource dataSource, Sessions sessions, String secret) {
        // README begins
        var db = ResetDatabase.of(dataSource).createSchema();
        var mail = MailNotifier.of(
                SmtpServer.of("smtp.example.com", 587).login("shop", secret), "Shop <no-reply@example.com>");
        var reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset-password?token={token}")
                .accounts(db.accounts("users"))
                .passwordHasher(Argon2id.recommended())
                .tokenStore(db.tokenStore())
                .notifier(mail)
                .endSessions(changed -> sessions.endAll(changed.accountId()))
                .build();
        // README ends
        return reset;
    }

    /** What was found of the link, and what became of it. */
    record Outcome(LinkCheck link, ResetResult result) {}

    static Outcome use(PasswordReset reset, String typed, String ip, String token, String first, String again) {
        // README begins
        // "Forgot your password?": everybody gets the same page, whether the account exists or not.
        reset.request(ResetRequest.forIdentifier(typed).clientAddress(ip));

        // The link was opened: show the form, or say what is wrong with the link. Changes nothing.
        LinkCheck link = reset.check(token);

        // The form was sent in: Changed, PasswordRefused, LinkRefused or Busy.
        ResetResult result = reset.redeem(
                ResetSubmission.forToken(token).password(first, again).clientAddress(ip));
        // README ends
        return new Outcome(link, result);
    }
}
