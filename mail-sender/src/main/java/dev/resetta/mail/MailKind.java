package dev.resetta.mail;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The mails there are, each with the name of its templates and the values they may show. */
enum MailKind {
    RESET_LINK("reset-link"),
    PASSWORD_CHANGED("password-changed"),
    LINK_ISSUED("link-issued");

    private static final Set<String> EVERYWHERE = Set.of(
            "language",
            "direction",
            "subject",
            "service",
            "hasName",
            "name",
            "time",
            "program",
            "hasAddress",
            "address",
            "hasContact",
            "contact");

    private final String file;

    MailKind(String file) {
        this.file = file;
    }

    /** What its templates are called, without ending. */
    String file() {
        return file;
    }

    /** The key of its subject, which may name the service and nothing else. */
    String subject() {
        return file + ".subject";
    }

    /** The values without which it would be of no use. */
    Set<String> required() {
        return switch (this) {
            case RESET_LINK -> Set.of("link");
            case PASSWORD_CHANGED, LINK_ISSUED -> Set.of();
        };
    }

    /** The values its templates and phrases may show. */
    Set<String> placeholders() {
        Set<String> own = switch (this) {
            case RESET_LINK -> Set.of("link", "hasCancelLink", "cancelLink", "lifetime", "expires");
            case PASSWORD_CHANGED -> Set.of();
            case LINK_ISSUED -> Set.of("expires");
        };
        return Stream.concat(EVERYWHERE.stream(), own.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
