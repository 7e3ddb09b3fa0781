package dev.resetta.examples.demo.desk;

import dev.resetta.examples.demo.shop.SignInLimit;
import dev.resetta.examples.demo.web.Page;
import dev.resetta.examples.demo.web.Pages;
import dev.resetta.examples.demo.web.Routes;
import dev.resetta.examples.demo.web.Visit;

/**
 * Where operators sign in and out.
 *
 * @param operators who may
 * @param limit how often somebody may be wrong
 * @param entrance who is in
 */
record DeskSignInPages(Operators operators, SignInLimit limit, Entrance entrance) implements Pages {
    @Override
    public void addTo(Routes routes) {
        routes.get("/desk/sign-in", visit -> visit.show(form("", "")));
        routes.post("/desk/sign-in", this::signIn);
        routes.get("/desk/sign-out", visit -> visit.goTo("/desk"));
        routes.post("/desk/sign-out", this::signOut);
    }

    private void signIn(Visit visit) {
        String name = visit.field("name");
        String password = visit.field("password");
        if (!limit.allows(visit.clientAddress(), name)) {
            visit.header("Retry-After", SignInLimit.RETRY_AFTER);
            visit.show(form(name, "There were too many wrong tries. Wait a few minutes.")
                    .status(429));
        } else if (operators.isOperator(name, password)) {
            limit.forget(visit.clientAddress(), name);
            entrance.letIn(visit, name);
            visit.goTo("/desk");
        } else {
            visit.show(form(name, "That name and that password do not go together.")
                    .status(422));
        }
    }

    private void signOut(Visit visit) {
        entrance.leave(visit);
        Entrance.removeCookie(visit);
        visit.goTo("/desk/sign-in");
    }

    private static Page form(String name, String problem) {
        return Page.of("desk-sign-in", "Support desk").with("name", name).with("problem", problem);
    }
}
