package dev.resetta.examples.demo.desk;

import dev.resetta.examples.demo.web.RandomText;
import dev.resetta.password.Argon2id;

/**
 * Who may work at the desk: people of the shop and no customers, so no reset of a customer's password opens the desk.
 *
 * <p>Here it is one person; a real shop asks its directory of staff, and for a second factor.
 */
public final class Operators {
    public static final String DORA = "dora";

    private final Argon2id hasher;
    private final String dorasHash;
    private final String hashOfNobody;

    public Operators(Argon2id hasher, String dorasPassword) {
        this.hasher = hasher;
        this.dorasHash = hasher.hash(dorasPassword);
        this.hashOfNobody = hasher.hash(RandomText.of(32));
    }

    /** One password is verified whoever is meant, so that the time does not tell who is an operator. */
    boolean isOperator(String name, String password) {
        boolean isKnown = name.equals(DORA);
        return hasher.verify(password, isKnown ? dorasHash : hashOfNobody) && isKnown;
    }
}
