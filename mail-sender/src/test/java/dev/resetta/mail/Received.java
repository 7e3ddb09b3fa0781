package dev.resetta.mail;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A mail as it arrived, parsed again from its bytes. */
record Received(MimeMessage message, String text, String html) {
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]*)\"");
    private static final Pattern ADDRESS = Pattern.compile("[a-z]+://[^\\s<>\"]+|www\\.[^\\s<>\"]+");
    private static final Pattern TAG = Pattern.compile("(?s)<style>.*?</style>|<[^>]*>");

    static Received parse(MimeMessage arrived) {
        try {
            assertMultipart(arrived);
            MimeMultipart parts = (MimeMultipart) arrived.getContent();
            return new Received(
                    arrived,
                    parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"),
                    parts.getBodyPart(1).getContent().toString().replace("\r\n", "\n"));
        } catch (Exception e) {
            throw new AssertionError("The mail cannot be parsed.", e);
        }
    }

    static Received parse(String source) {
        try {
            return parse(new MimeMessage(null, new ByteArrayInputStream(source.getBytes(StandardCharsets.US_ASCII))));
        } catch (Exception e) {
            throw new AssertionError("The mail cannot be parsed.", e);
        }
    }

    String header(String name) throws Exception {
        String[] values = message.getHeader(name);
        return values == null ? null : String.join("|", values);
    }

    /** Everything a program that shows HTML could follow, in the order of the document. */
    List<String> htmlLinks() {
        return HREF.matcher(html)
                .results()
                .map(found -> unescape(found.group(1)))
                .collect(Collectors.toList());
    }

    /** Everything a program that makes links of text could find in the text part. */
    List<String> textLinks() {
        return addresses(text);
    }

    /** The same for what a reader sees of the HTML part. */
    List<String> visibleHtmlLinks() {
        return addresses(visibleHtml());
    }

    String visibleHtml() {
        return unescape(TAG.matcher(html).replaceAll(""));
    }

    private static List<String> addresses(String words) {
        return ADDRESS.matcher(words).results().map(found -> found.group()).collect(Collectors.toList());
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static void assertMultipart(MimeMessage message) throws Exception {
        if (!message.isMimeType("multipart/alternative")) {
            throw new AssertionError("not multipart/alternative but " + message.getContentType());
        }
    }
}
