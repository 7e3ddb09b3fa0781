package dev.resetta.examples.demo.desk;

import dev.resetta.PasswordReset;
import dev.resetta.SupportDesk.LiveLink;
import dev.resetta.examples.demo.desk.Customers.Customer;
import dev.resetta.examples.demo.desk.EventTable.Place;
import dev.resetta.examples.demo.web.Pages;
import dev.resetta.examples.demo.web.Routes;
import dev.resetta.examples.demo.web.Visit;
import dev.resetta.token.TokenPolicy;
import io.javalin.http.NotFoundResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Finds an account and shows it: its links, its latest events, and what can be done. Nothing in here changes anything.
 *
 * @param entrance who may see it
 * @param customers who there is
 * @param reset whose links are listed
 * @param trail what happened
 * @param times how instants are told
 */
record AccountPages(Entrance entrance, Customers customers, PasswordReset reset, EventTrail trail, Times times)
        implements Pages {
    private static final int LATEST = 8;

    /** The page of an account. */
    static String address(String accountId) {
        return "/desk/accounts/"
                + URLEncoder.encode(accountId, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(
                "/desk", entrance.forOperators((visit, session) -> visit.show(session.page("desk", "Support desk"))));
        // Sent by POST, so that no history and no log keeps addresses.
        routes.post("/desk/find", entrance.forOperators(this::find));
        routes.get("/desk/find", visit -> visit.goTo("/desk"));
        routes.get("/desk/accounts/{id}", entrance.forOperators(this::show));
    }

    private void find(Visit visit, DeskSession session) {
        List<Customer> found = customers.find(visit.field("who"));
        if (found.size() == 1) {
            visit.goTo(address(found.get(0).id()));
            return;
        }
        if (found.isEmpty()) {
            session.tell("There is no account with this address, user name or id.");
            visit.goTo("/desk");
            return;
        }
        List<Map<String, Object>> choices = found.stream()
                .map(who ->
                        Map.<String, Object>of("page", address(who.id()), "name", who.name(), "email", who.address()))
                .toList();
        visit.show(session.page("desk-choice", "Which account?").with("choices", choices));
    }

    private void show(Visit visit, DeskSession session) {
        Customer customer = customers.findById(visit.path("id")).orElseThrow(NotFoundResponse::new);
        List<Map<String, Object>> links = reset.support(session.operator()).links(customer.id()).stream()
                .map(this::cells)
                .toList();
        List<EventRow> events = trail.latestOf(customer.id(), Place.END, LATEST);
        visit.show(session.page("desk-account", customer.name())
                .with("id", customer.id())
                .with("name", customer.name())
                .with("email", customer.address())
                .with("mayReset", customer.mayReset())
                .with("account", address(customer.id()))
                .with("links", links)
                .with("hasLinks", !links.isEmpty())
                .with("events", TrailPages.cells(events, times))
                .with("hasEvents", !events.isEmpty()));
    }

    private Map<String, Object> cells(LiveLink link) {
        return Map.of(
                "link", link.linkId(),
                "kind", link.kind() == TokenPolicy.Kind.REUSABLE ? "Reusable" : "One-time",
                "issued", times.minute(link.issuedAt()),
                "expires", times.minute(link.expiresAt()),
                "uses", link.uses());
    }
}
