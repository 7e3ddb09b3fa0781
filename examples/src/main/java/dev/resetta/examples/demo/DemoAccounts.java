package dev.resetta.examples.demo;

import java.util.List;

/** The people who have an account when the demo starts, with passwords that are no secret. */
final class DemoAccounts {
    static final Person ALMA = new Person("alma", "alma@larkspur.example", "paper lanterns at noon", false);
    static final Person BEN = new Person("ben", "ben@larkspur.example", "seven slow bicycles", false);
    static final Person CLEO = new Person("cleo", "cleo@larkspur.example", "nobody opens this door", true);

    static final List<Person> PEOPLE = List.of(ALMA, BEN, CLEO);

    private DemoAccounts() {}

    /**
     * Somebody to be.
     *
     * @param name the user name
     * @param email where mails go
     * @param password what signs in at first
     * @param disabled whether the account is locked by the shop
     */
    record Person(String name, String email, String password, boolean disabled) {}
}
