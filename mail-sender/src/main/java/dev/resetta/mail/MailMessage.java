package dev.resetta.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Enumeration;
import java.util.Map;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.QPEncoderStream;

/**
 * A mail as it goes over the wire: text and HTML of the same words, and headers from configuration only.
 *
 * <p>It is written here, since the library looks for parts of its own on the class path anew for each part of each mail.
 */
final class MailMessage extends SMTPMessage {
    /** Words in quoted-printable never hold it. */
    private static final String BOUNDARY = "=_";

    private static final String EOL = "\r\n";

    private final boolean isInternational;
    private final byte[] bytes;

    @SuppressWarnings("JavaUtilDate") // what the mail library takes
    MailMessage(Session session, MailHeaders headers, MailAddress to, WrittenMail mail) throws MessagingException {
        super(session);
        Mailbox from = headers.from();
        Mailbox replyTo = headers.replyTo();
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
        UUID id = UUID.randomUUID();
        // The library's tells the name of this machine and its user.
        setHeader("Message-ID", "<" + id + "@" + from.address().domain() + ">");
        setHeader("MIME-Version", "1.0");
        setHeader("Content-Type", "multipart/alternative; boundary=\"" + BOUNDARY + id + "\"");
        bytes = written(mail, "--" + BOUNDARY + id);
    }

    /** Whether only servers that offer SMTPUTF8 (RFC 6531) can take it. */
    boolean isInternational() {
        return isInternational;
    }

    /** In one piece: whatever may be left out is not there in the first place. */
    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        out.write(bytes);
    }

    /** What is written is not taken apart again, for example by a server's wish for another encoding. */
    @Override
    public Object getContent() {
        return bytes;
    }

    private byte[] written(WrittenMail mail, String delimiter) throws MessagingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(mail.html().length() * 2);
        for (Enumeration<String> lines = getAllHeaderLines(); lines.hasMoreElements(); ) {
            write(lines.nextElement() + EOL, out);
        }
        try {
            part(delimiter, "plain", mail.text(), out);
            part(delimiter, "html", mail.html(), out);
        } catch (IOException e) {
            throw new MessagingException("A mail could not be written.", e);
        }
        write(EOL + delimiter + "--" + EOL, out);
        return out.toByteArray();
    }

    private static void part(String delimiter, String subtype, String words, ByteArrayOutputStream out)
            throws IOException {
        write(EOL + delimiter + EOL + "Content-Type: text/" + subtype + "; charset=UTF-8" + EOL, out);
        write("Content-Transfer-Encoding: quoted-printable" + EOL + EOL, out);
        encode(words, out);
    }

    /** By the library's encoder itself, since the way that leads to it asks the class path each time. */
    static void encode(String words, OutputStream out) throws IOException {
        OutputStream encoder = new QPEncoderStream(out);
        encoder.write(words.getBytes(StandardCharsets.UTF_8));
        encoder.flush();
    }

    private static void write(String text, ByteArrayOutputStream out) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
