package dev.resetta.account;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in, as read from the application's own records.
 *
 * <p>A link is bound to what this object says: when address, hash or stamp changes, every outstanding link is dead; while the
 * account is not eligible, none works. Instances are immutable and thread-safe. {@link
 * #toString()} tells the id and nothing else, and there are no bean getters, so that neither a log line nor an object
 * mapper prints a hash by accident.
 */
public final class Account {
    private static final int LONGEST_ID = 200;

    private final String id;
    private final @Nullable String address;
    private final @Nullable String passwordHash;
    private final @Nullable String name;
    private final @Nullable Locale locale;
    private final @Nullable String securityStamp;
    private final boolean eligible;
    private final List<String> noticeAddresses;

    private Account(
            String id,
            @Nullable String address,
            @Nullable String passwordHash,
            @Nullable String name,
            @Nullable Locale locale,
            @Nullable String securityStamp,
            boolean eligible,
            List<String> noticeAddresses) {
        this.id = id;
        this.address = address;
        this.passwordHash = passwordHash;
        this.name = name;
        this.locale = locale;
        this.securityStamp = securityStamp;
        this.eligible = eligible;
        this.noticeAddresses = noticeAddresses;
    }

    /**
     * Describes an eligible account.
     *
     * @param id the application's own key of the account, never used as an address; not blank, at most 200 characters
     * @param address where its notices go, byte for byte; null if it has none, and then it is never sent a link
     * @param passwordHash the stored hash as the sign-in verifies it; null where it cannot be read, in which case a
     *     {@linkplain #withSecurityStamp security stamp} has to take its place
     * @throws IllegalArgumentException if the id is blank or too long
     */
    public static Account of(String id, @Nullable String address, @Nullable String passwordHash) {
        Objects.requireNonNull(id, "id");
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "An account needs an id of at most " + LONGEST_ID + " characters that is not blank.");
        }
        return new Account(id, address, passwordHash, null, null, null, true, List.of());
    }

    /** Says what the person is called in notices and on the reset page; by default the address. */
    public Account withName(@Nullable String name) {
        return new Account(id, address, passwordHash, name, locale, securityStamp, eligible, noticeAddresses);
    }

    /** Says in which language the person is written to; by default the language of the request. */
    public Account withLocale(@Nullable Locale locale) {
        return new Account(id, address, passwordHash, name, locale, securityStamp, eligible, noticeAddresses);
    }

    /**
     * Adds a value that the application changes whenever outstanding links have to die, for example the time of the last
     * password change where no hash can be read.
     */
    public Account withSecurityStamp(@Nullable String securityStamp) {
        return new Account(id, address, passwordHash, name, locale, securityStamp, eligible, noticeAddresses);
    }

    /** Says whether the account may reset its password at all: false if disabled, signed in elsewhere, a service. */
    public Account withEligible(boolean eligible) {
        return new Account(id, address, passwordHash, name, locale, securityStamp, eligible, noticeAddresses);
    }

    /**
     * Names further addresses that learn of a changed password beside {@link #address()} (NIST SP 800-63B-4, section
     * 4.6). They never get a reset link.
     */
    public Account withNoticeAddresses(List<String> noticeAddresses) {
        return new Account(
                id, address, passwordHash, name, locale, securityStamp, eligible, List.copyOf(noticeAddresses));
    }

    /** The application's own key of the account. */
    public String id() {
        return id;
    }

    /** Where reset links go, if anywhere. */
    public Optional<String> address() {
        return Optional.ofNullable(address);
    }

    /** The stored hash, if it can be read. */
    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    /** What the person is called: the name, else the address, else the id. */
    public String name() {
        return name != null ? name : address != null ? address : id;
    }

    /** The person's own language, if known. */
    public Optional<Locale> locale() {
        return Optional.ofNullable(locale);
    }

    /** The stamp that kills links when it changes, if there is one. */
    public Optional<String> securityStamp() {
        return Optional.ofNullable(securityStamp);
    }

    /** Whether the account may reset its password now. */
    public boolean isEligible() {
        return eligible;
    }

    /** The further addresses that learn of a changed password. */
    public List<String> noticeAddresses() {
        return noticeAddresses;
    }

    /** Tells the id only. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
