package dev.resetta.examples.demo.shop;

import dev.resetta.examples.demo.shop.Users.User;
import dev.resetta.examples.demo.web.Cookie;
import dev.resetta.examples.demo.web.Page;
import dev.resetta.examples.demo.web.Pages;
import dev.resetta.examples.demo.web.Routes;
import dev.resetta.examples.demo.web.Visit;
import java.util.Optional;

/** Sign in, the account, sign out. */
public final class SignInPages implements Pages {
    private static final String SESSION = "session";

    private final Users users;
    private final Sessions sessions;
    private final SignInLimit limit;

    public SignInPages(Users users, Sessions sessions, SignInLimit limit) {
        this.users = users;
        this.sessions = sessions;
        this.limit = limit;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/", visit -> visit.goTo(signedIn(visit).isPresent() ? "/account" : "/sign-in"));
        routes.get("/sign-in", visit -> visit.show(form("", false)));
        routes.post("/sign-in", this::signIn);
        routes.get("/account", this::showAccount);
        routes.get("/sign-out", visit -> visit.goTo("/account"));
        routes.post("/sign-out", this::signOut);
    }

    private void signIn(Visit visit) {
        String login = visit.field("login");
        String password = visit.field("password");
        String counted = users.countedAs(login);
        if (!limit.allows(visit.clientAddress(), counted)) {
            visit.header("Retry-After", SignInLimit.RETRY_AFTER);
            visit.show(Page.of("too-many-sign-ins").status(429));
            return;
        }
        Optional<String> session = users.signIn(login, password).map(sessions::begin);
        if (session.isEmpty()) {
            visit.show(form(login, true).status(422));
            return;
        }
        limit.forget(visit.clientAddress(), counted);
        visit.cookie(SESSION).ifPresent(sessions::end);
        visit.set(Cookie.whileOpen(SESSION, session.get()));
        visit.goTo("/account");
    }

    private void showAccount(Visit visit) {
        signedIn(visit)
                .ifPresentOrElse(
                        user -> visit.show(
                                Page.of("account").with("name", user.name()).with("email", user.email())),
                        () -> visit.goTo("/sign-in"));
    }

    private void signOut(Visit visit) {
        visit.cookie(SESSION).ifPresent(sessions::end);
        visit.set(Cookie.removing(SESSION, "/"));
        visit.goTo("/sign-in");
    }

    private Optional<User> signedIn(Visit visit) {
        return visit.cookie(SESSION).flatMap(sessions::userOf);
    }

    private static Page form(String login, boolean failed) {
        return Page.of("sign-in").with("login", login).with("failed", failed);
    }
}
