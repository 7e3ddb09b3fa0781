package dev.resetta.examples.demo.desk;

import dev.resetta.PasswordReset;
import dev.resetta.examples.demo.shop.SignInLimit;
import dev.resetta.examples.demo.web.Pages;
import dev.resetta.examples.demo.web.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** All pages of the support desk. */
public final class Desk implements Pages {
    private final List<Pages> pages;

    /**
     * Opens the desk.
     *
     * @param dataSource the shop's database, where customers are found
     * @param clock what sessions live by; its zone is the one that pages tell the time in
     */
    public Desk(
            PasswordReset reset,
            DataSource dataSource,
            EventTrail trail,
            Operators operators,
            SignInLimit limit,
            Clock clock) {
        Entrance entrance = new Entrance(clock);
        Customers customers = new Customers(dataSource);
        Times times = new Times(clock.getZone());
        this.pages = List.of(
                new DeskSignInPages(operators, limit, entrance),
                new AccountPages(entrance, customers, reset, trail, times),
                new LinkPages(entrance, customers, reset, times),
                new TrailPages(entrance, customers, trail, times));
    }

    @Override
    public void addTo(Routes routes) {
        pages.forEach(some -> some.addTo(routes));
        String styleSheet = styleSheet();
        routes.get("/desk/desk.css", visit -> visit.sendStyleSheet(styleSheet));
    }

    private static String styleSheet() {
        try (InputStream in = Desk.class.getResourceAsStream("desk.css")) {
            return new String(
                    Objects.requireNonNull(in, "the resource desk.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
