package dev.resetta.examples.demo.desk;

import dev.resetta.PasswordReset;
import dev.resetta.SupportDesk;
import dev.resetta.SupportDesk.IssuedLink;
import dev.resetta.examples.demo.desk.Customers.Customer;
import dev.resetta.examples.demo.web.Page;
import dev.resetta.examples.demo.web.Pages;
import dev.resetta.examples.demo.web.Routes;
import dev.resetta.examples.demo.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;

/**
 * What an operator does with links: mails one, looks at one once, ends them.
 *
 * @param entrance who may
 * @param customers whose they are
 * @param reset what does it
 * @param times how instants are told
 */
record LinkPages(Entrance entrance, Customers customers, PasswordReset reset, Times times) implements Pages {
    @Override
    public void addTo(Routes routes) {
        act(routes, "mail", this::mail);
        act(routes, "issue", this::issue);
        act(routes, "issue-untold", this::issueUntold);
        act(routes, "revoke", this::revoke);
        act(routes, "revoke-all", this::revokeAll);
        routes.get("/desk/accounts/{id}/links/{link}", entrance.forOperators(this::showOnce));
        routes.post("/desk/purge", entrance.forOperators(this::purge));
        routes.get("/desk/purge", visit -> visit.goTo("/desk"));
    }

    /** One thing that is done for an account. */
    @FunctionalInterface
    private interface Act {
        void on(Customer customer, SupportDesk desk, Visit visit, DeskSession session);
    }

    private void act(Routes routes, String name, Act act) {
        String path = "/desk/accounts/{id}/" + name;
        routes.get(path, visit -> visit.goTo(AccountPages.address(visit.path("id"))));
        routes.post(path, entrance.forOperators((visit, session) -> {
            Customer customer = customers.findById(visit.path("id")).orElseThrow(NotFoundResponse::new);
            act.on(customer, reset.support(session.operator()), visit, session);
        }));
    }

    private void mail(Customer customer, SupportDesk desk, Visit visit, DeskSession session) {
        if (!customer.mayReset()) {
            session.tell("This account may not reset its password, so no link was mailed.");
        } else if (desk.mail(customer.id())) {
            session.tell("A link is on its way to " + customer.address()
                    + ". It is listed here once the mail server has taken it.");
        } else {
            session.tell("Too many mails are waiting, so no link was mailed. Try again in a few minutes.");
        }
        visit.goTo(AccountPages.address(customer.id()));
    }

    private void issue(Customer customer, SupportDesk desk, Visit visit, DeskSession session) {
        try {
            handOver(desk.issue(customer.id()), customer, visit, session);
        } catch (IllegalStateException e) {
            session.tell("The owner cannot be told now, so no link was issued.");
            visit.goTo(AccountPages.address(customer.id()));
        }
    }

    private void issueUntold(Customer customer, SupportDesk desk, Visit visit, DeskSession session) {
        Optional<IssuedLink> issued;
        try {
            issued =
                    desk.issueWithoutNotice(customer.id(), visit.field("reason").strip());
        } catch (IllegalArgumentException e) {
            session.tell(e.getMessage() + " No link was issued.");
            visit.goTo(AccountPages.address(customer.id()));
            return;
        }
        handOver(issued, customer, visit, session);
    }

    /** The link waits in memory for the page that shows it, whose address names it without its token. */
    private static void handOver(Optional<IssuedLink> issued, Customer customer, Visit visit, DeskSession session) {
        String account = AccountPages.address(customer.id());
        issued.ifPresentOrElse(
                link -> {
                    session.keep(link);
                    visit.goTo(account + "/links/" + link.linkId());
                },
                () -> {
                    session.tell("This account may not reset its password, so no link was issued.");
                    visit.goTo(account);
                });
    }

    private void showOnce(Visit visit, DeskSession session) {
        String account = AccountPages.address(visit.path("id"));
        Optional<IssuedLink> link = visit.isHead() ? Optional.empty() : session.look(visit.path("link"));
        Page page = link.isPresent()
                ? session.page("desk-link", "A link to hand over")
                        .with("link", link.get().link())
                        .with("expires", times.minute(link.get().expiresAt()))
                : session.page("desk-link-seen", "This link was shown already").status(410);
        visit.show(page.with("account", account));
    }

    private void revoke(Customer customer, SupportDesk desk, Visit visit, DeskSession session) {
        boolean wasLive = desk.revoke(customer.id(), visit.field("link"));
        session.tell(wasLive ? "The link is revoked." : "That link had ended before.");
        visit.goTo(AccountPages.address(customer.id()));
    }

    private void revokeAll(Customer customer, SupportDesk desk, Visit visit, DeskSession session) {
        int revoked = desk.revokeAll(customer.id());
        session.tell(
                switch (revoked) {
                    case 0 -> "There was no link to revoke.";
                    case 1 -> "One link is revoked.";
                    default -> revoked + " links are revoked.";
                });
        visit.goTo(AccountPages.address(customer.id()));
    }

    private void purge(Visit visit, DeskSession session) {
        int deleted = reset.support(session.operator()).purge();
        session.tell(deleted == 1 ? "One expired link was deleted." : deleted + " expired links were deleted.");
        visit.goTo("/desk");
    }
}
