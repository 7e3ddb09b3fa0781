package dev.resetta.examples.reading;

import dev.resetta.password.PasswordHasher;
import dev.resetta.testkit.PasswordHasherContract;

class OwnHashContractTest extends PasswordHasherContract {
    private final OwnHash.Pbkdf2 hasher = new OwnHash.Pbkdf2(1000);

    @Override
    protected PasswordHasher createHasher() {
        return hasher;
    }

    @Override
    protected boolean signsIn(String password, String hash) {
        return hasher.verify(password, hash);
    }
}
