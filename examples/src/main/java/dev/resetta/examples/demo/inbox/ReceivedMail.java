package dev.resetta.examples.demo.inbox;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.time.Instant;

/**
 * One mail, taken apart for reading.
 *
 * @param number its place in the order of arrival, from 1
 * @param from the sender
 * @param to the recipient
 * @param subject the subject
 * @param sentAt what the mail says about its time
 * @param text its plain text; empty if there is none
 * @param html its HTML; empty if there is none
 */
public record ReceivedMail(
        int number, String from, String to, String subject, Instant sentAt, String text, String html) {

    /** Takes a mail apart. */
    public static ReceivedMail of(int number, MimeMessage message) {
        try {
            return new ReceivedMail(
                    number,
                    header(message, "From"),
                    header(message, "To"),
                    header(message, "Subject"),
                    message.getSentDate() == null
                            ? Instant.EPOCH
                            : message.getSentDate().toInstant(),
                    body(message, "text/plain"),
                    body(message, "text/html"));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A mail could not be read.", e);
        }
    }

    private static String header(MimeMessage message, String name) throws MessagingException, IOException {
        String value = message.getHeader(name, ", ");
        return value == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(value));
    }

    /** The first part of this type, wherever it is. */
    private static String body(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                String found = body(inner, type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
