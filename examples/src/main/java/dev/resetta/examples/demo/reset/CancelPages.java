package dev.resetta.examples.demo.reset;

import dev.resetta.PasswordReset;
import dev.resetta.examples.demo.web.LinkCookie;
import dev.resetta.examples.demo.web.Page;
import dev.resetta.examples.demo.web.Pages;
import dev.resetta.examples.demo.web.Routes;
import dev.resetta.examples.demo.web.Visit;

/** "This wasn't me": ends a link, by a button and never by opening a page, because mail scanners open pages. */
public final class CancelPages implements Pages {
    private final PasswordReset reset;
    private final LinkCookie cookie = new LinkCookie("/cancel");

    public CancelPages(PasswordReset reset) {
        this.reset = reset;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/cancel", visit -> cookie.moveFromAddress(visit, visit.query("token")));
        routes.get("/cancel/{handle}", this::showForm);
        routes.post("/cancel/{handle}", this::cancel);
        routes.get("/cancelled", visit -> visit.show(Page.of("cancelled")));
    }

    private void showForm(Visit visit) {
        visit.show(
                cookie.token(visit).isPresent()
                        ? Page.of("cancel").with("action", cookie.address(visit))
                        : nothingToCancel());
    }

    private void cancel(Visit visit) {
        boolean wasGood = reset.cancel(cookie.token(visit).orElse(null));
        cookie.remove(visit);
        if (wasGood) {
            visit.goTo("/cancelled");
        } else {
            visit.show(nothingToCancel());
        }
    }

    private static Page nothingToCancel() {
        return Page.of("nothing-to-cancel").status(410);
    }
}
