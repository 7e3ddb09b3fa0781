package dev.resetta.mail;

import java.util.Set;
import java.util.TreeSet;

/** The mails there are, each with the names of its templates and the values they may show. */
enum MailKind {
    RESET_LINK("reset-link"),
    PASSWORD_CHANGED("password-changed"),
    LINK_ISSUED("link-issued");

    private final String name;

    MailKind(String name) {
        this.name = name;
    }

    /** The name of its text template. */
    String text() {
        return name + ".txt";
    }

    /** The name of its HTML template. */
    String html() {
        return name + ".html";
    }

    /** The key of its subject, which may name the service and nothing else. */
    String subject() {
        return name + ".subject";
    }

    /** Says whether it would be of no use without the link. */
    boolean needsLink() {
        return this == RESET_LINK;
    }

    /** The values its templates and phrases may show, all of them text. */
    Set<String> shown() {
        Set<String> shown = new TreeSet<>(Set.of(
                "language",
                "direction",
                "align",
                "subject",
                "service",
                "name",
                "time",
                "program",
                "address",
                "contact"));
        shown.addAll(
                switch (this) {
                    case RESET_LINK -> Set.of("link", "cancelLink", "lifetime", "expires");
                    case PASSWORD_CHANGED -> Set.of();
                    case LINK_ISSUED -> Set.of("expires");
                });
        return shown;
    }

    /** What its templates and phrases may ask in a section, each of them true or false. */
    Set<String> switches() {
        Set<String> switches = new TreeSet<>(Set.of("hasName", "hasAddress", "hasContact"));
        if (this == RESET_LINK) {
            switches.add("hasCancelLink");
        }
        return switches;
    }
}
