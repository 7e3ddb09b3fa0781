package dev.resetta;

import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what it is to send, and fails when it is told to. */
public final class TestMail implements Notifier {
    /** What happens instead of accepting; throws to refuse. */
    public volatile Runnable before = () -> {};

    private final List<Notice> accepted = Collections.synchronizedList(new ArrayList<>());
    private final List<Notice> tried = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void send(Notice notice) {
        tried.add(notice);
        before.run();
        accepted.add(notice);
    }

    /** Everything accepted. */
    public List<Notice> accepted() {
        return List.copyOf(accepted);
    }

    /** The links accepted, the newest last. */
    public List<Notice.ResetLink> links() {
        return only(accepted, Notice.ResetLink.class);
    }

    /** The links somebody tried to send, accepted or not. */
    public List<Notice.ResetLink> triedLinks() {
        return only(tried, Notice.ResetLink.class);
    }

    /** The warnings accepted that a password was changed. */
    public List<Notice.PasswordChanged> warnings() {
        return only(accepted, Notice.PasswordChanged.class);
    }

    /** The token in the newest link. */
    public String newestToken() {
        return tokenIn(newestLink().link());
    }

    /** The newest link. */
    public Notice.ResetLink newestLink() {
        List<Notice.ResetLink> links = links();
        return links.get(links.size() - 1);
    }

    /** The token in a link. */
    public static String tokenIn(String link) {
        return link.substring(link.indexOf('=') + 1);
    }

    private static <T> List<T> only(List<Notice> notices, Class<T> type) {
        return List.copyOf(notices).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
