package dev.resetta.examples.jpa;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;

/**
 * Somebody who can sign in.
 *
 * <p>The version is what keeps an old password away: an entity that was loaded before a reset holds the old hash, and Hibernate
 * writes all columns. Because a reset raises the version, that write fails.
 */
@Entity
@Cacheable
public class Person {
    @Id
    private long id;

    @Version
    private long version;

    @Column(nullable = false)
    private String email;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String passwordHash;

    /** Changes whenever outstanding links and sessions have to die. */
    @Column(nullable = false)
    private String securityStamp = UUID.randomUUID().toString();

    @Column(nullable = false)
    private boolean enabled = true;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Person() {}

    /** Adds somebody, who may sign in. */
    public Person(long id, String email, String name, String passwordHash) {
        this.id = id;
        this.email = email;
        this.name = name;
        this.passwordHash = passwordHash;
    }

    /** Who it is. */
    public long getId() {
        return id;
    }

    /** How often this has been written. */
    public long getVersion() {
        return version;
    }

    /** Where mails go. */
    public String getEmail() {
        return email;
    }

    /** Sends mails elsewhere. */
    public void setEmail(String email) {
        this.email = email;
    }

    /** What the person is called. */
    public String getName() {
        return name;
    }

    /** Calls the person something else. */
    public void setName(String name) {
        this.name = name;
    }

    /** What the sign-in verifies. */
    public String getPasswordHash() {
        return passwordHash;
    }

    /** Replaces what the sign-in verifies. */
    public void setPasswordHash(String passwordHash) {
        this.passwordHash = passwordHash;
    }

    /** What sessions and links are bound to. */
    public String getSecurityStamp() {
        return securityStamp;
    }

    /** Ends sessions and links. */
    public void setSecurityStamp(String securityStamp) {
        this.securityStamp = securityStamp;
    }

    /** Whether the person may sign in. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Lets the person sign in, or not. */
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }
}
