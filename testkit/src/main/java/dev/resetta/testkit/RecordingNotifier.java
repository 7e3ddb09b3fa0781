package dev.resetta.testkit;

import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps every notice instead of sending it; thread-safe. */
public final class RecordingNotifier implements Notifier {
    private static final Pattern TOKEN = Pattern.compile("[?&#][A-Za-z0-9_-]+=([A-Za-z0-9._-]+)");

    private final List<Notice> notices = new CopyOnWriteArrayList<>();

    /** Starts empty. */
    public RecordingNotifier() {}

    @Override
    public void send(Notice notice) {
        notices.add(notice);
    }

    /** Everything that was sent, in order. */
    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** The links that were sent, in order. */
    public List<Notice.ResetLink> links() {
        return notices.stream()
                .filter(Notice.ResetLink.class::isInstance)
                .map(Notice.ResetLink.class::cast)
                .toList();
    }

    /** The warnings of a changed password that were sent, in order. */
    public List<Notice.PasswordChanged> warnings() {
        return notices.stream()
                .filter(Notice.PasswordChanged.class::isInstance)
                .map(Notice.PasswordChanged.class::cast)
                .toList();
    }

    /**
     * The link that was sent last.
     *
     * @throws NoSuchElementException if none was
     */
    public String lastLink() {
        return last().link();
    }

    /** The token in the link that was sent last, where it is the first parameter or the fragment. */
    public String lastToken() {
        return tokenIn(lastLink());
    }

    /** The token in the cancel link that was sent last. */
    public String lastCancelToken() {
        String link = last().cancelLink();
        if (link == null) {
            throw new NoSuchElementException("The last notice holds no cancel link.");
        }
        return tokenIn(link);
    }

    private Notice.ResetLink last() {
        List<Notice.ResetLink> links = links();
        if (links.isEmpty()) {
            throw new NoSuchElementException("No link was sent.");
        }
        return links.get(links.size() - 1);
    }

    private static String tokenIn(String link) {
        Matcher matcher = TOKEN.matcher(link);
        if (!matcher.find()) {
            throw new NoSuchElementException("The link holds no token.");
        }
        return matcher.group(1);
    }
}
