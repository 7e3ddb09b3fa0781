package dev.resetta.examples.springboot;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** The accounts, as the sign-in reads them. */
@Component
class ShopUsers implements UserDetailsService {
    private final JdbcTemplate jdbc;

    ShopUsers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public ShopUser loadUserByUsername(String email) {
        String select = "SELECT id, email, password_hash FROM users WHERE email = ?";
        return jdbc
                .query(select, (row, n) -> new ShopUser(row.getString(1), row.getString(2), row.getString(3)), email)
                .stream()
                .findFirst()
                .orElseThrow(() -> new UsernameNotFoundException("There is no such account."));
    }

    /** Whether the password that somebody has signed in with is the account's password still. */
    boolean isCurrent(ShopUser user) {
        String select = "SELECT password_hash FROM users WHERE id = ?";
        return jdbc.queryForList(select, String.class, user.id()).equals(List.of(user.passwordHash()));
    }
}
