package dev.resetta.examples.demo.desk;

import dev.resetta.examples.demo.desk.Customers.Customer;
import dev.resetta.examples.demo.desk.EventTable.Place;
import dev.resetta.examples.demo.web.Page;
import dev.resetta.examples.demo.web.Pages;
import dev.resetta.examples.demo.web.Routes;
import dev.resetta.examples.demo.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happened, a page at a time: of everybody, or of one account.
 *
 * @param entrance who may see it
 * @param customers whose names are told
 * @param trail where it is kept
 * @param times how instants are told
 */
record TrailPages(Entrance entrance, Customers customers, EventTrail trail, Times times) implements Pages {
    static final int PAGE = 25;

    private static final int SHORT_ID = 8;
    private static final Pattern PLACE = Pattern.compile("(\\d{1,18})-([0-9a-f]{1,40})");

    @Override
    public void addTo(Routes routes) {
        routes.get("/desk/events", entrance.forOperators((visit, session) -> showAll(visit, session, Place.END)));
        routes.get(
                "/desk/events/before/{place}",
                entrance.forOperators((visit, session) -> showAll(visit, session, place(visit))));
        routes.get(
                "/desk/accounts/{id}/events",
                entrance.forOperators((visit, session) -> showAccount(visit, session, Place.END)));
        routes.get(
                "/desk/accounts/{id}/events/before/{place}",
                entrance.forOperators((visit, session) -> showAccount(visit, session, place(visit))));
    }

    private void showAll(Visit visit, DeskSession session, Place before) {
        Page page = session.page("desk-events", "Events").with("account", "");
        show(visit, page, trail.latest(before, PAGE + 1), "/desk/events");
    }

    private void showAccount(Visit visit, DeskSession session, Place before) {
        String id = visit.path("id");
        String who = customers.findById(id).map(Customer::name).orElse("account " + id);
        Page page = session.page("desk-events", "Events of " + who).with("account", AccountPages.address(id));
        show(visit, page, trail.latestOf(id, before, PAGE + 1), AccountPages.address(id) + "/events");
    }

    /** One more than a page holds was asked for, to know whether there are earlier ones. */
    private void show(Visit visit, Page page, List<EventRow> rows, String address) {
        boolean isMore = rows.size() > PAGE;
        List<EventRow> shown = isMore ? rows.subList(0, PAGE) : rows;
        visit.show(page.with("events", cells(shown, times))
                .with("isEmpty", rows.isEmpty())
                .with("earlier", isMore ? address + "/before/" + spelled(shown.get(PAGE - 1)) : ""));
    }

    /** What a template shows of events. */
    static List<Map<String, Object>> cells(List<EventRow> rows, Times times) {
        return rows.stream().map(row -> cells(row, times)).toList();
    }

    private static Map<String, Object> cells(EventRow row, Times times) {
        return Map.of(
                "at", times.second(row.at()),
                "title", row.title(),
                "id", row.accountId() == null ? "" : shortened(row.accountId()),
                "address", row.accountId() == null ? "" : AccountPages.address(row.accountId()),
                "link", row.linkId() == null ? "" : row.linkId(),
                "by", row.operator() == null ? "" : row.operator(),
                "detail", row.detail());
    }

    /** Enough of an id to tell accounts of one page apart. */
    private static String shortened(String id) {
        return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID) + "\u2026";
    }

    private static String spelled(EventRow row) {
        Place place = Place.of(row);
        return place.millis() + "-" + place.id();
    }

    private static Place place(Visit visit) {
        Matcher place = PLACE.matcher(visit.path("place"));
        if (!place.matches()) {
            throw new NotFoundResponse();
        }
        return new Place(Long.parseLong(place.group(1)), place.group(2));
    }
}
