package dev.resetta.examples.demo.desk;

import dev.resetta.SupportDesk.IssuedLink;
import dev.resetta.examples.demo.web.Page;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An operator at the desk: who, until when, and what the next page has to tell. */
final class DeskSession {
    private final String operator;
    private final Instant expiresAt;
    private final AtomicReference<String> news = new AtomicReference<>("");
    private final AtomicReference<@Nullable IssuedLink> unseen = new AtomicReference<>();

    DeskSession(String operator, Instant expiresAt) {
        this.operator = operator;
        this.expiresAt = expiresAt;
    }

    String operator() {
        return operator;
    }

    boolean isLiveAt(Instant now) {
        return now.isBefore(expiresAt);
    }

    /** Says something on the next page. */
    void tell(String sentence) {
        news.set(sentence);
    }

    /** Keeps a link for one look, in memory and nowhere else. A later link takes the place of one nobody looked at. */
    void keep(IssuedLink link) {
        unseen.set(link);
    }

    /** The look: whoever comes again, with a reload or from the history, finds nothing. */
    Optional<IssuedLink> look(String linkId) {
        IssuedLink link = unseen.get();
        boolean isFirst = link != null && link.linkId().equals(linkId) && unseen.compareAndSet(link, null);
        return isFirst ? Optional.ofNullable(link) : Optional.empty();
    }

    /** A page of the desk, with what there is to tell. */
    Page page(String template, String title) {
        return Page.of(template, title).with("operator", operator).with("news", news.getAndSet(""));
    }
}
