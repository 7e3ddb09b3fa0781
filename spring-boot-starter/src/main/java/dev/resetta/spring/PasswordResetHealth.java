package dev.resetta.spring;

import dev.resetta.token.TokenStore;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether links can be looked up: the tables are there, and the database answers. */
final class PasswordResetHealth extends AbstractHealthIndicator {
    private final TokenStore store;

    PasswordResetHealth(TokenStore store) {
        super("Password reset links cannot be looked up.");
        this.store = store;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        store.find(TablesCheck.OF_NO_TOKEN);
        health.up();
    }
}
