package dev.resetta.examples.demo.shop;

import java.util.List;

/** The people who have an account when the demo starts, with passwords that are no secret. */
public final class DemoAccounts {
    public static final Person ALMA = new Person("alma", "alma@larkspur.example", "paper lanterns at noon", false);
    public static final Person BEN = new Person("ben", "ben@larkspur.example", "seven slow bicycles", false);
    public static final Person CLEO = new Person("cleo", "cleo@larkspur.example", "nobody opens this door", true);

    public static final List<Person> PEOPLE = List.of(ALMA, BEN, CLEO);

    private DemoAccounts() {}

    /**
     * Somebody to be.
     *
     * @param name the user name
     * @param email where mails go
     * @param password what signs in at first
     * @param disabled whether the account is locked by the shop
     */
    public record Person(String name, String email, String password, boolean disabled) {}
}
