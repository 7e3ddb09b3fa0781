package dev.resetta.testkit;

import dev.resetta.password.Argon2id;
import dev.resetta.password.PasswordHasher;

/** The hasher that comes with Resetta keeps the contract. */
class Argon2idContractTest extends PasswordHasherContract {
    private final Argon2id argon2id = Argon2id.recommended();

    @Override
    protected PasswordHasher createHasher() {
        return argon2id;
    }

    @Override
    protected boolean signsIn(String password, String hash) {
        return argon2id.verify(password, hash);
    }
}
