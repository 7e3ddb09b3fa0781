package dev.resetta.examples.demo.inbox;

import dev.resetta.examples.demo.web.Page;
import dev.resetta.examples.demo.web.Pages;
import dev.resetta.examples.demo.web.Routes;
import dev.resetta.examples.demo.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows what the demo's mail server took in. No real site has such pages: they let anybody read everybody's links. */
public final class InboxPages implements Pages {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss z", Locale.ENGLISH);
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

    private static final String MESSAGE_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " frame-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** A mail is a stranger's document: it gets no scripts, no cookies, and nothing but its own style and links. */
    private static final String HTML_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self';"
            + " form-action 'none'; sandbox allow-popups allow-top-navigation-by-user-activation";

    private final Mailbox mailbox;
    private final ZoneId zone;

    public InboxPages(Mailbox mailbox, ZoneId zone) {
        this.mailbox = mailbox;
        this.zone = zone;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/inbox", ofThisMachine(this::list));
        routes.get("/inbox/{number}", ofThisMachine(this::show));
        routes.get("/inbox/{number}/html", ofThisMachine(this::sendHtml));
    }

    /**
     * A foreign site can give its own name the address of this machine, and a browser then hands it what it finds here. And a
     * proxy lets in who is somewhere else, under whatever name it calls us by.
     */
    private static Routes.Handler ofThisMachine(Routes.Handler handler) {
        return visit -> {
            if (!LOCAL_NAMES.contains(visit.hostName()) || visit.isThroughProxy()) {
                throw new NotFoundResponse();
            }
            handler.handle(visit);
        };
    }

    private void list(Visit visit) {
        List<Map<String, Object>> mails =
                mailbox.newestFirst().stream().map(this::headers).toList();
        visit.show(Page.of("inbox", "Inbox").with("mails", mails).with("isEmpty", mails.isEmpty()));
    }

    private void show(Visit visit) {
        ReceivedMail mail = mail(visit);
        visit.header("Content-Security-Policy", MESSAGE_POLICY);
        visit.show(Page.of("message", mail.subject())
                .with("mail", headers(mail))
                .with("text", pieces(mail.text()))
                .with("hasHtml", !mail.html().isEmpty()));
    }

    private void sendHtml(Visit visit) {
        visit.header("Content-Security-Policy", HTML_POLICY);
        // Links open in place of the whole inbox, as they would in place of a mail program.
        visit.sendHtml(mail(visit).html().replaceFirst("(?i)<head>", "<head><base target=\"_top\">"));
    }

    private ReceivedMail mail(Visit visit) {
        String number = visit.path("number");
        if (!number.matches("\\d{1,6}")) {
            throw new NotFoundResponse();
        }
        return mailbox.find(Integer.parseInt(number)).orElseThrow(NotFoundResponse::new);
    }

    private Map<String, Object> headers(ReceivedMail mail) {
        return Map.of(
                "number", mail.number(),
                "from", mail.from(),
                "to", mail.to(),
                "subject", mail.subject(),
                "at", TIME.format(mail.sentAt().atZone(zone)),
                "instant", mail.sentAt().toString());
    }

    /** Cuts a text into links and what is between them. */
    private static List<Map<String, Object>> pieces(String text) {
        List<Map<String, Object>> pieces = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        int end = 0;
        while (link.find()) {
            pieces.add(Map.of("isLink", false, "text", text.substring(end, link.start())));
            pieces.add(Map.of("isLink", true, "text", link.group()));
            end = link.end();
        }
        pieces.add(Map.of("isLink", false, "text", text.substring(end)));
        return pieces;
    }
}
