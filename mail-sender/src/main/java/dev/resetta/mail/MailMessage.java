package dev.resetta.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A mail as it goes over the wire: text and HTML of the same words, and headers from configuration only. */
final class MailMessage extends SMTPMessage {
    private final String domain;
    private final boolean isInternational;

    @SuppressWarnings("JavaUtilDate") // what the mail library takes
    MailMessage(Session session, MailHeaders headers, MailAddress to, WrittenMail mail) throws MessagingException {
        super(session);
        Mailbox from = headers.from();
        Mailbox replyTo = headers.replyTo();
        this.domain = from.address().domain();
        this.isInternational = to.isInternational();
        setEnvelopeFrom(headers.bounceAddress().text());
        setFrom(from.unparsed());
        if (replyTo != null) {
            setReplyTo(new InternetAddress[] {replyTo.unparsed()});
        }
        if (isInternational) {
            setMailExtension("SMTPUTF8");
            // Written in UTF-8 (RFC 6532); the usual way would encode it.
            setHeader("To", to.text());
        } else {
            setRecipient(Message.RecipientType.TO, to.unparsed());
        }
        setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        setSentDate(Date.from(Instant.now()));
        setHeader("Auto-Submitted", "auto-generated");
        setHeader("Content-Language", mail.language());
        for (Map.Entry<String, String> header : headers.allProviders().entrySet()) {
            setHeader(header.getKey(), header.getValue());
        }
        setContent(alternatives(part(mail.text(), "plain"), part(mail.html(), "html")));
        saveChanges();
    }

    /** Whether only servers that offer SMTPUTF8 (RFC 6531) can take it. */
    boolean isInternational() {
        return isInternational;
    }

    /** Replaces the library's id, which tells the name of this machine and its user. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + domain + ">");
    }

    private static MimeBodyPart part(String words, String subtype) throws MessagingException {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, "text/" + subtype + "; charset=UTF-8")));
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private void setContent(MimeMultipart parts) throws MessagingException {
        setDataHandler(new Written(parts));
        parts.setParent(this);
    }

    private static MimeMultipart alternatives(MimeBodyPart text, MimeBodyPart html) throws MessagingException {
        MimeMultipart parts = new MimeMultipart("alternative");
        parts.addBodyPart(text);
        parts.addBodyPart(html);
        return parts;
    }

    /**
     * Parts that write themselves. The usual handler looks for somebody who can in a registry that depends on the class
     * loader of the thread, and finds nobody in some containers.
     */
    private static final class Written extends DataHandler {
        private final MimeMultipart parts;

        Written(MimeMultipart parts) {
            super(parts, parts.getContentType());
            this.parts = parts;
        }

        @Override
        public Object getContent() {
            return parts;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try {
                parts.writeTo(out);
            } catch (MessagingException e) {
                throw new IOException("A mail could not be written.", e);
            }
        }
    }
}
