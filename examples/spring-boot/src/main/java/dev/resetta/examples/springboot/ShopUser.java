package dev.resetta.examples.springboot;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Somebody with an account.
 *
 * @param id the key of the account as text, which is how the events of a reset carry it
 * @param email what is typed to sign in
 * @param passwordHash the hash that the session was opened under; Spring's own {@code User} would forget it after the sign-in
 */
record ShopUser(String id, String email, String passwordHash) implements UserDetails {

    @Override
    public String getUsername() {
        return email;
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }

    /** Tells the id only. */
    @Override
    public String toString() {
        return "ShopUser[" + id + "]";
    }
}
