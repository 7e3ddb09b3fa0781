package dev.resetta.examples.demo.web;

/** What people see when something is wrong with a request, or with the site; without any detail of its inside. */
public final class ErrorPages {

    void show(Visit visit, int status, String path) {
        visit.show(page(status, path).status(status));
    }

    private static Page page(int status, String path) {
        return switch (status) {
            case 400 ->
                error(
                        "That form was not complete",
                        "Something was missing from the form, or was sent twice, so we did nothing with it.",
                        "Go back, reload the page and fill it in again.");
            case 403 ->
                error(
                                "Please send the form once more",
                                "We could not tell that the form came from our own page, so we did nothing with it. This happens"
                                        + " when a page was open for long, or when the browser keeps no cookies.",
                                "Open the page again and send the form anew.")
                        .with("again", path);
            case 404 ->
                error(
                        "There is no such page",
                        "The address may be incomplete, or the page may have moved.",
                        "Start from our front page instead.");
            case 405, 413, 415 ->
                error(
                        "We cannot take that",
                        "Your browser sent something that this page does not understand, so we did nothing with it.",
                        "Go back, reload the page and try again.");
            default ->
                error(
                        "Something went wrong on our side",
                        "It is our fault, not yours, and we have been told.",
                        "Please try again in a few minutes.");
        };
    }

    private static Page error(String title, String what, String advice) {
        return Page.of("error", title).with("what", what).with("advice", advice).with("again", "");
    }
}
