package dev.resetta.examples.demo;

import dev.resetta.examples.demo.desk.Operators;
import dev.resetta.examples.demo.shop.DemoAccounts;

/** What the demo says when it is ready. */
final class Greeting {
    private Greeting() {}

    static String of(DemoSite site, String database, DemoOptions options) {
        StringBuilder text = new StringBuilder();
        add(text, "ready " + site.address());
        for (DemoAccounts.Person person : DemoAccounts.PEOPLE) {
            String login = "%-24s password: %s".formatted(person.email(), person.password());
            add(text, "  sign in  " + login + (person.disabled() ? "   (disabled: never works)" : ""));
        }
        if (options.database().url().isPresent()) {
            add(text, "           (at first; passwords that were changed stay changed in this database)");
        }
        if (site.mailbox().isPresent()) {
            add(text, "  inbox    " + site.address() + "/inbox");
        }
        add(
                text,
                "  desk     %s/desk   operator: %s   password: %s"
                        .formatted(site.address(), Operators.DORA, options.deskPassword()));
        add(text, "  policy   " + options.policyName());
        add(text, "  database " + database);
        return text + "  Ctrl-C ends it.";
    }

    private static void add(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
