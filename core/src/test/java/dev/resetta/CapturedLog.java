package dev.resetta;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs while this is open. */
public final class CapturedLog implements AutoCloseable {
    private final Logger logger;
    private final Level before;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** What the reset logs. */
    CapturedLog() {
        this(PasswordReset.class);
    }

    /** What is logged under the name of a class. */
    public CapturedLog(Class<?> named) {
        logger = (Logger) LoggerFactory.getLogger(named);
        before = logger.getLevel();
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    /** The lines of one level, in order. */
    public List<String> lines(Level level) {
        return List.copyOf(log.list).stream()
                .filter(line -> line.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(log);
        logger.setLevel(before);
    }
}
