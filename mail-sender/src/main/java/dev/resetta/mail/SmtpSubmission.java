package dev.resetta.mail;

import dev.resetta.delivery.DeliveryException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands mails to the server, over connections that are kept for the next one. Thread-safe. */
final class SmtpSubmission implements AutoCloseable {
    /** A mail takes at most so many timeouts, after it has waited at most one for a connection. */
    private static final int TIMEOUTS = 4;

    private static final int BYE = 421;

    private final SmtpServer server;
    private final Duration longest;
    private final SmtpConnector connector;
    private final Session session;
    private final ScheduledThreadPoolExecutor scheduler = scheduler();
    private final Semaphore free;
    private final KeptConnections kept;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Prepares for mails; connects to nothing. */
    SmtpSubmission(SmtpServer server) {
        this.server = server;
        this.longest = server.timeout().multipliedBy(TIMEOUTS);
        this.connector = new SmtpConnector(server, scheduler);
        this.session = connector.session();
        this.free = new Semaphore(server.reuse().connections(), true);
        this.kept = new KeptConnections(server.reuse().idle(), scheduler);
    }

    /** For messages that are to be handed over here. */
    Session session() {
        return session;
    }

    /** Hands one message over for exactly one recipient. */
    void submit(MailMessage message, MailAddress recipient) {
        if (closed.get()) {
            throw closed();
        }
        enter();
        Deadline deadline = new Deadline(longest, scheduler);
        try {
            submitBefore(deadline, message, recipient);
        } finally {
            deadline.end();
            free.release();
        }
    }

    /** Takes no more mails, waits for those under way as long as they may take, and hangs up. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        kept.close();
        try {
            // Whatever comes of it: who is still at work after that is cut off by its own deadline.
            if (free.tryAcquire(server.reuse().connections(), longest.toMillis(), TimeUnit.MILLISECONDS)) {
                free.release(server.reuse().connections());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the server, and no secret. */
    @Override
    public String toString() {
        return server.toString();
    }

    private void submitBefore(Deadline deadline, MailMessage message, MailAddress recipient) {
        if (closed.get()) {
            throw closed();
        }
        StagedTransport transport = kept.take();
        if (transport == null || !submitOver(deadline, transport, message, recipient)) {
            submitAnew(deadline, message, recipient);
        }
    }

    /** Says false if the server had given this connection up, which says nothing about the mail. */
    private boolean submitOver(
            Deadline deadline, StagedTransport transport, MailMessage message, MailAddress recipient) {
        deadline.watch(transport);
        try {
            transfer(transport, message, recipient);
            return true;
        } catch (MessagingException | IllegalStateException e) {
            boolean isGivenUp = transport.reply() <= 0 || transport.reply() == BYE;
            boolean isLate = Thread.currentThread().isInterrupted();
            if (!isGivenUp || isLate || transport.stage() == Stage.MESSAGE) {
                throw SmtpFailure.of(transport, server, e);
            }
            return false;
        }
    }

    private void submitAnew(Deadline deadline, MailMessage message, MailAddress recipient) {
        StagedTransport transport = connector.prepare();
        deadline.watch(transport);
        try {
            connect(transport);
            transfer(transport, message, recipient);
        } catch (MessagingException | IllegalStateException e) {
            throw SmtpFailure.of(transport, server, e);
        }
    }

    private void connect(StagedTransport transport) throws MessagingException {
        boolean isOpen = false;
        try {
            connector.open(transport);
            isOpen = true;
        } finally {
            if (!isOpen) {
                transport.hangUp();
            }
        }
    }

    /** Keeps the connection if the mail was taken and there may be another, and hangs up otherwise. */
    private void transfer(StagedTransport transport, MailMessage message, MailAddress recipient)
            throws MessagingException {
        try {
            if (message.isInternational() && !transport.supportsExtension("SMTPUTF8")) {
                throw SmtpFailure.noInternationalAddresses();
            }
            transport.submit(message, recipient);
        } catch (MessagingException | IllegalStateException e) {
            // Lost in its farewell: whatever went wrong, the mail is the server's now.
            if (!transport.isAccepted()) {
                throw e;
            }
        } finally {
            boolean isGood =
                    transport.isAccepted() && transport.mails() < server.reuse().mails();
            if (isGood && !closed.get()) {
                kept.keep(transport);
            } else {
                transport.hangUp();
            }
        }
    }

    private void enter() {
        try {
            if (free.tryAcquire(server.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw DeliveryException.notNow("Mail not sent: all connections to the server were at work.", null);
    }

    private static DeliveryException closed() {
        return DeliveryException.notNow("Mail not sent: the notifier was closed.", null);
    }

    /** One thread that ends when there is nothing to watch, so that a notifier nobody closed leaves none behind. */
    private static ScheduledThreadPoolExecutor scheduler() {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "resetta-mail-watch");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setKeepAliveTime(5, TimeUnit.SECONDS);
        scheduler.allowCoreThreadTimeOut(true);
        return scheduler;
    }
}
