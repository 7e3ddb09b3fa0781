package dev.resetta.examples.demo.reset;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.examples.demo.web.Page;
import dev.resetta.examples.demo.web.Pages;
import dev.resetta.examples.demo.web.Routes;
import dev.resetta.examples.demo.web.Visit;

/** "Forgot your password?": asks for a link, and tells everybody the same. */
public final class RequestPages implements Pages {
    private static final String A_MINUTE = "60";

    private final PasswordReset reset;

    public RequestPages(PasswordReset reset) {
        this.reset = reset;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/forgot", visit -> visit.show(Page.of("forgot")));
        routes.post("/forgot", this::request);
        routes.get("/sent", visit -> visit.show(Page.of("sent")));
    }

    private void request(Visit visit) {
        ResetRequest request = ResetRequest.forIdentifier(visit.field("email"))
                .clientAddress(visit.clientAddress())
                .locale(visit.language().locale())
                .userAgent(visit.userAgent().orElse(null));
        if (reset.request(request)) {
            visit.goTo("/sent");
        } else {
            visit.header("Retry-After", A_MINUTE);
            visit.show(Page.of("too-many").status(429));
        }
    }
}
