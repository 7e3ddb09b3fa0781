package dev.resetta.examples.demo.web;

/** What people see when something is wrong with a request, or with the site; without any detail of its inside. */
public final class ErrorPages {

    void show(Visit visit, int status, String path) {
        Page page = Page.of("error").named("error-" + kind(status)).status(status);
        // A form of a page that was open for too long can be sent again from a fresh one.
        visit.show(page.with("again", status == 403 && !path.equals(LanguageSwitch.ADDRESS) ? path : ""));
    }

    private static int kind(int status) {
        return switch (status) {
            case 400, 403, 404, 405, 413 -> status;
            case 415 -> 405;
            default -> 500;
        };
    }
}
