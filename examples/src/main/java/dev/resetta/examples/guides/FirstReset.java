package dev.resetta.examples.guides;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.SmtpServer;
import dev.resetta.password.Argon2id;
import dev.resetta.token.SigningKeys;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Base64;
import java.util.UUID;
import javax.sql.DataSource;

/** A first reset over plain Java, as the guide "getting started" builds it: what is set, and which page follows which. */
public final class FirstReset implements AutoCloseable {
    /** Whatever the application keeps its signed-in people in. */
    public interface Sessions {
        void endAll(String accountId);
    }

    /** What is shown next. */
    public enum Page {
        LINK_IS_ON_ITS_WAY,
        ASKED_TOO_OFTEN,
        FORM,
        LINK_IS_NO_GOOD,
        TRY_AGAIN_IN_A_MOMENT,
        SIGN_IN
    }

    private final Argon2id hasher = Argon2id.recommended();
    private final String hashOfNobody = hasher.hash(UUID.randomUUID().toString());
    private final ResetDatabase db;
    private final MailNotifier mail;
    private final PasswordReset reset;

    /**
     * Sets everything up, once, when the application starts.
     *
     * @param dataSource the pool of the database with the table {@code users}
     * @param key 32 random bytes or more, in Base64
     */
    public FirstReset(DataSource dataSource, SmtpServer server, String key, Sessions sessions) {
        db = ResetDatabase.of(dataSource).createSchema();
        mail = MailNotifier.of(server, "Shop <no-reply@shop.example.com>").contact("help@shop.example.com");
        reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset-password?token={token}")
                .cancelLink("https://shop.example.com/not-me?token={token}")
                .accounts(db.accounts("users").ignoringCase().where("NOT disabled"))
                .passwordHasher(hasher)
                .tokenStore(db.tokenStore())
                .signingKeys(SigningKeys.of("2026-11", Base64.getDecoder().decode(key)))
                .requestLimiter(db.requestLimiter())
                .deliveryQueue(db.deliveryQueue())
                .notifier(mail)
                .endSessions(changed -> sessions.endAll(changed.accountId()))
                .build();
    }

    /** "Forgot your password?" was sent in: the same page for everybody, whether there is an account or not. */
    public Page forgot(String typed, String clientAddress) {
        boolean isTaken = reset.request(ResetRequest.forIdentifier(typed).clientAddress(clientAddress));
        return isTaken ? Page.LINK_IS_ON_ITS_WAY : Page.ASKED_TOO_OFTEN;
    }

    /** The link was opened, by a person or by a program that reads mails: nothing changes. */
    public Page open(String token) {
        return reset.check(token).isGood() ? Page.FORM : Page.LINK_IS_NO_GOOD;
    }

    /** The form with the new password was sent in. */
    public Page choose(String token, String first, String again, String clientAddress) {
        ResetResult result = reset.redeem(
                ResetSubmission.forToken(token).password(first, again).clientAddress(clientAddress));
        if (result instanceof ResetResult.Changed) {
            return Page.SIGN_IN; // a reset signs nobody in
        }
        if (result instanceof ResetResult.PasswordRefused) {
            return Page.FORM; // once more, with what its problems say; the link is as good as before
        }
        return result instanceof ResetResult.Busy ? Page.TRY_AGAIN_IN_A_MOMENT : Page.LINK_IS_NO_GOOD;
    }

    /** "This wasn't me" was sent in, by a button and not by opening the page. */
    public boolean cancel(String cancelToken) {
        return reset.cancel(cancelToken);
    }

    /** The sign-in verifies what the reset has hashed; a hash whoever is meant, so that the time tells nothing. */
    public boolean signsIn(String typed, String password) {
        String stored = db.inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT password_hash FROM users WHERE LOWER(email) = LOWER(?) AND NOT disabled")) {
                select.setString(1, typed);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? rows.getString(1) : hashOfNobody;
                }
            }
        });
        return hasher.verify(password, stored);
    }

    /** Ends with the application: what waits is carried out first, as far as time allows. */
    @Override
    public void close() {
        reset.close();
        mail.close();
    }
}
