package dev.resetta.examples.commandline;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.PasswordReset;
import dev.resetta.Realm;
import dev.resetta.SupportDesk;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notifier;
import dev.resetta.jdbc.JdbcAccounts;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.mail.MailNotifier;
import dev.resetta.password.PasswordHasher;
import dev.resetta.token.TokenPolicy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One operator's desk over an application's database, for as long as one command takes. */
final class Desk implements AutoCloseable {
    /** For commands that hand out no link. */
    static final String NO_LINK = "https://localhost/?token={token}";

    private final HikariDataSource connections;
    private final PasswordReset reset;
    private final @Nullable MailNotifier mail;
    private final JdbcAccounts accounts;
    private final SupportDesk support;
    private final Happenings happenings;

    private Desk(
            HikariDataSource connections,
            DeskOptions options,
            String link,
            TokenPolicy policy,
            @Nullable MailNotifier mail) {
        this.connections = connections;
        this.mail = mail;
        this.happenings = Happenings.into(options.events);
        ResetDatabase db = ResetDatabase.of(connections).tablePrefix(options.database.tablePrefix);
        this.accounts = options.database.accounts(db);
        this.reset = reset(options, db, link, policy);
        this.support = reset.realm(options.realm).support(options.operatorName());
    }

    /** A desk that lists, revokes and purges. */
    static Desk open(DeskOptions options) {
        return open(options, NO_LINK, TokenPolicy.reusableUntilExpiry(), Optional.empty());
    }

    /**
     * A desk that issues links.
     *
     * @param link where they lead
     * @param mail who mails, if anybody
     * @throws UnusableSettingException if a setting makes no desk
     */
    static Desk open(DeskOptions options, String link, TokenPolicy policy, Optional<MailNotifier> mail) {
        HikariDataSource connections =
                options.database.connect(options.machine().secrets());
        try {
            return new Desk(connections, options, link, policy, mail.orElse(null));
        } catch (IllegalArgumentException e) {
            connections.close();
            throw new UnusableSettingException(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    private PasswordReset reset(DeskOptions options, ResetDatabase db, String link, TokenPolicy policy) {
        Realm realm = Realm.of(link, accounts, accounts);
        Notifier notifier = mail == null
                ? notice -> {
                    throw DeliveryException.never("There is no mail server.", null);
                }
                : mail;
        PasswordReset.Builder builder = PasswordReset.builder()
                .realms(name -> name.equals(options.realm) ? Optional.of(realm) : Optional.empty())
                .tokenStore(db.tokenStore())
                .supportPolicy(policy)
                // A desk replaces no password, so there is nothing to hash and no session to end.
                .passwordHasher(PasswordHasher.none())
                .endSessions(changed -> {})
                .notifier(notifier)
                .onEvent(happenings::add)
                .clock(options.machine().clock());
        options.signingKeys().ifPresent(builder::signingKeys);
        return builder.build();
    }

    List<Account> find(String address) {
        return accounts.findByIdentifier(address);
    }

    SupportDesk support() {
        return support;
    }

    Happenings happenings() {
        return happenings;
    }

    @Override
    public void close() {
        reset.close();
        if (mail != null) {
            mail.close();
        }
        connections.close();
    }
}
