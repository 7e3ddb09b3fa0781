package dev.resetta.examples.springboot;

import dev.resetta.ResetEvent;
import dev.resetta.spring.SessionEnder;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Component;

/**
 * Ends the sessions of whoever has reset a password: those of a thief, too. It may be asked twice, and spares what was opened
 * under the new password meanwhile.
 */
@Component
class ShopSessions implements SessionEnder {
    private final SessionRegistry sessions;
    private final ShopUsers users;

    ShopSessions(SessionRegistry sessions, ShopUsers users) {
        this.sessions = sessions;
        this.users = users;
    }

    @Override
    public void endSessions(ResetEvent.PasswordChanged changed) {
        sessions.getAllPrincipals().stream()
                .filter(principal -> principal instanceof ShopUser user
                        && user.id().equals(changed.accountId())
                        && !users.isCurrent(user))
                .flatMap(user -> sessions.getAllSessions(user, false).stream())
                .forEach(SessionInformation::expireNow);
    }
}
