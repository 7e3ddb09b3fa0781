package dev.resetta.password;

/** Stands for the hasher of a system that hashes for itself. */
enum NoHash implements PasswordHasher {
    NONE;

    @Override
    public String hash(String password) {
        throw new IllegalStateException("PasswordHasher.none() makes no hash.");
    }

    @Override
    public boolean hashes() {
        return false;
    }
}
