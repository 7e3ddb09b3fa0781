package dev.resetta.examples.commandline;

import dev.resetta.ResetEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The events of one command: appended to a file, if there is one, and waited for. */
final class Happenings {
    private final BlockingQueue<ResetEvent> events = new LinkedBlockingQueue<>();
    private final @Nullable Path file;
    private volatile boolean isRecorded = true;

    private Happenings(@Nullable Path file) {
        this.file = file;
    }

    /** @throws UnusableSettingException if the file cannot be written, before anything happens that would belong in it */
    static Happenings into(@Nullable Path file) {
        Happenings happenings = new Happenings(file);
        try {
            happenings.append("");
        } catch (UncheckedIOException e) {
            throw new UnusableSettingException("The file of the events cannot be written: " + file);
        }
        return happenings;
    }

    /** @throws FailedException if something that happened is not in the file */
    void checkThatAllIsRecorded() {
        if (!isRecorded) {
            throw new FailedException("It is done, but the file of the events could not be written: " + file);
        }
    }

    void add(ResetEvent event) {
        events.add(event);
        try {
            append(Json.line(event) + "\n");
        } catch (UncheckedIOException e) {
            isRecorded = false;
        }
    }

    /** The next event that is looked for; empty if none comes in time. */
    Optional<ResetEvent> await(Predicate<ResetEvent> wanted, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (ResetEvent event = next(end); event != null; event = next(end)) {
                if (wanted.test(event)) {
                    return Optional.of(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private @Nullable ResetEvent next(long end) throws InterruptedException {
        return events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Reasons and names are nobody else's business; where there are no such rights, the folder has to keep others out. */
    private static void createForItsOwnerAlone(Path file) throws IOException {
        if (!Files.exists(file)
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private synchronized void append(String text) {
        if (file == null) {
            return;
        }
        try {
            createForItsOwnerAlone(file);
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
