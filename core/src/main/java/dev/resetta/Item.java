package dev.resetta;

import dev.resetta.delivery.Notice;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work in the delivery queue, and its text: a version, a kind and the fields, each percent-encoded.
 *
 * <p>No item holds a token: a link is minted when its mail is sent.
 */
sealed interface Item {
    /** The version in front of every text; a process that does not know it leaves the item to one that does. */
    String VERSION = "1";

    /** The most code points of a name, so that no item grows past what a queue has to take. */
    int LONGEST_NAME = 100;

    /** The population of accounts the work is about. */
    String realm();

    /** By whose act the work came about. */
    Act act();

    /** Look up who is meant; null means nobody. */
    record Request(String realm, @Nullable String identifier, Act act) implements Item {
        /** Tells nothing of what was typed. */
        @Override
        public String toString() {
            return "Request";
        }
    }

    /** Mint a link for one account and send it; for an operator of the support desk, if one is named. */
    record Link(String realm, String accountId, @Nullable String operator, Act act) implements Item {}

    /** Warn one address, fixed when the password was changed. */
    record Changed(String realm, String accountId, String address, String name, Act act) implements Item {
        public Changed {
            name = cut(name);
        }

        /** Tells the account, without name or address. */
        @Override
        public String toString() {
            return "Changed[" + accountId + "]";
        }
    }

    /** Tell one address that support has issued a link. */
    record SupportIssued(String realm, String accountId, String address, String name, Instant expiresAt, Act act)
            implements Item {
        public SupportIssued {
            name = cut(name);
        }

        /** Tells the account, without name or address. */
        @Override
        public String toString() {
            return "SupportIssued[" + accountId + "]";
        }
    }

    /** Ask the application once more to end the sessions of an account. */
    record EndSessions(String realm, String accountId, String linkId, Act act) implements Item {}

    /** When, from where and in which language somebody acted, cut to fixed lengths. */
    record Act(
            Instant at,
            @Nullable String clientAddress,
            @Nullable String userAgent,
            @Nullable Locale locale) {
        private static final int LONGEST_ADDRESS = 64;
        private static final int LONGEST_AGENT = 256;
        private static final int LONGEST_LOCALE = 35;

        public Act {
            clientAddress = ascii(clientAddress, LONGEST_ADDRESS);
            userAgent = ascii(userAgent, LONGEST_AGENT);
            locale = locale == null || locale.toLanguageTag().length() > LONGEST_LOCALE ? null : locale;
        }

        Act at(Instant instant) {
            return new Act(instant, clientAddress, userAgent, locale);
        }

        Act in(@Nullable Locale language) {
            return new Act(at, clientAddress, userAgent, language);
        }

        Notice.Circumstances circumstances() {
            return new Notice.Circumstances(at, clientAddress, userAgent);
        }

        private static @Nullable String ascii(@Nullable String text, int longest) {
            if (text == null) {
                return null;
            }
            String cut = text.substring(0, Math.min(text.length(), longest));
            for (int i = 0; i < cut.length(); i++) {
                if (cut.charAt(i) < ' ' || cut.charAt(i) > '~') {
                    return cut.replaceAll("[^\\x20-\\x7e]", "?");
                }
            }
            return cut;
        }
    }

    /** The text that goes into the queue. */
    default String text() {
        if (this instanceof Request request) {
            return join("request", request.identifier());
        } else if (this instanceof Link link) {
            return join("link", link.accountId(), link.operator());
        } else if (this instanceof Changed changed) {
            return join("changed", changed.accountId(), changed.address(), changed.name());
        } else if (this instanceof SupportIssued issued) {
            String expiry = Long.toString(issued.expiresAt().toEpochMilli());
            return join("support", issued.accountId(), issued.address(), issued.name(), expiry);
        } else if (this instanceof EndSessions sessions) {
            return join("sessions", sessions.accountId(), sessions.linkId());
        }
        throw new IllegalStateException("There is no other kind of item.");
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Item parse(String text) {
        Iterator<String> fields = Arrays.asList(text.split("&", -1)).iterator();
        if (!fields.next().equals(VERSION) || !fields.hasNext()) {
            throw new IllegalArgumentException("This item of the delivery queue was written by another version.");
        }
        String kind = fields.next();
        String realm = required(fields);
        Instant at = instant(fields);
        Act act = new Act(at, optional(fields), optional(fields), locale(optional(fields)));
        Item item = read(kind, realm, act, fields);
        if (fields.hasNext()) {
            throw new IllegalArgumentException("This item of the delivery queue has a field too many.");
        }
        return item;
    }

    private static Item read(String kind, String realm, Act act, Iterator<String> fields) {
        return switch (kind) {
            case "request" -> new Request(realm, optional(fields), act);
            case "link" -> new Link(realm, required(fields), optional(fields), act);
            case "changed" -> new Changed(realm, required(fields), required(fields), required(fields), act);
            case "support" ->
                new SupportIssued(realm, required(fields), required(fields), required(fields), instant(fields), act);
            case "sessions" -> new EndSessions(realm, required(fields), required(fields), act);
            default -> throw new IllegalArgumentException("This item of the delivery queue is of an unknown kind.");
        };
    }

    private String join(String kind, @Nullable String... more) {
        Act act = act();
        List<String> fields = new ArrayList<>(List.of(VERSION, kind));
        fields.add(encode(realm()));
        fields.add(encode(Long.toString(act.at().toEpochMilli())));
        fields.add(encode(act.clientAddress()));
        fields.add(encode(act.userAgent()));
        fields.add(encode(act.locale() == null ? null : act.locale().toLanguageTag()));
        for (String field : more) {
            fields.add(encode(field));
        }
        return String.join("&", fields);
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }

    private static String encode(@Nullable String field) {
        return field == null ? "" : "=" + URLEncoder.encode(field, StandardCharsets.UTF_8);
    }

    private static @Nullable String optional(Iterator<String> fields) {
        if (!fields.hasNext()) {
            throw new IllegalArgumentException("This item of the delivery queue is incomplete.");
        }
        String field = fields.next();
        if (field.isEmpty()) {
            return null;
        }
        if (!field.startsWith("=")) {
            throw new IllegalArgumentException(
                    "A field of this item of the delivery queue was written by something else.");
        }
        return URLDecoder.decode(field.substring(1), StandardCharsets.UTF_8);
    }

    private static String required(Iterator<String> fields) {
        String field = optional(fields);
        if (field == null) {
            throw new IllegalArgumentException("This item of the delivery queue is incomplete.");
        }
        return field;
    }

    private static Instant instant(Iterator<String> fields) {
        return Instant.ofEpochMilli(Long.parseLong(required(fields)));
    }

    private static @Nullable Locale locale(@Nullable String tag) {
        return tag == null ? null : Locale.forLanguageTag(tag);
    }
}
