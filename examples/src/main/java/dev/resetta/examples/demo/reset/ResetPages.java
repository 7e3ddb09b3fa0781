package dev.resetta.examples.demo.reset;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.examples.demo.web.LinkCookie;
import dev.resetta.examples.demo.web.Page;
import dev.resetta.examples.demo.web.Pages;
import dev.resetta.examples.demo.web.Routes;
import dev.resetta.examples.demo.web.Visit;
import dev.resetta.password.PasswordRules;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** From the link in the mail to the new password. */
public final class ResetPages implements Pages {
    private static final String A_FEW_SECONDS = "5";

    private final PasswordReset reset;
    private final Clock clock;
    private final LinkCookie cookie = new LinkCookie("/reset");
    private final int minimumLength = PasswordRules.nist().minimumLength();

    public ResetPages(PasswordReset reset, Clock clock) {
        this.reset = reset;
        this.clock = clock;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/reset", this::followLink);
        routes.get("/reset/{handle}", this::showForm);
        routes.post("/reset/{handle}", this::redeem);
        routes.get("/changed", visit -> visit.show(Page.of("changed")));
    }

    private void followLink(Visit visit) {
        cookie.moveFromAddress(visit, visit.query("token"));
    }

    private void showForm(Visit visit) {
        showForm(visit, Refusal.NONE);
    }

    private void showForm(Visit visit, Refusal refusal) {
        Optional<String> token = cookie.token(visit);
        if (token.isEmpty()) {
            visit.show(ProblemPages.closed());
            return;
        }
        LinkCheck check = reset.check(token.get());
        if (check instanceof LinkCheck.Good good) {
            visit.show(form(visit, good, refusal));
        } else {
            ProblemPages.show(visit, ((LinkCheck.Refused) check).problem());
        }
    }

    private void redeem(Visit visit) {
        ResetResult result =
                reset.redeem(ResetSubmission.forToken(cookie.token(visit).orElse(null))
                        .password(visit.field("password"), visit.field("again"))
                        .clientAddress(visit.clientAddress())
                        .userAgent(visit.userAgent().orElse(null)));
        if (result instanceof ResetResult.Changed) {
            cookie.remove(visit);
            visit.goTo("/changed");
        } else if (result instanceof ResetResult.PasswordRefused refused) {
            showForm(visit, new Refusal(refused.problems()));
        } else if (result instanceof ResetResult.Busy) {
            visit.header("Retry-After", A_FEW_SECONDS);
            visit.show(Page.of("busy").with("again", cookie.address(visit)).status(503));
        } else {
            ProblemPages.show(visit, ((ResetResult.LinkRefused) result).problem());
        }
    }

    private Page form(Visit visit, LinkCheck.Good good, Refusal refusal) {
        Instant until = good.expiresAt();
        return refusal.fillIn(Page.of("reset")
                .with("action", cookie.address(visit))
                .with("account", good.accountName())
                .with("until", visit.language().moment(until, clock.getZone()))
                .with("untilInstant", until.toString())
                .with("minimumLength", minimumLength));
    }
}
