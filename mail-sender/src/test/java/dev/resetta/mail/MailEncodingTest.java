package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MailEncodingTest {
    @Test
    void whatIsReadAgainIsWhatWasWritten() throws Exception {
        Random random = new Random(4711);
        String letters = "abcXYZ .=-_\t\n\u00e4\u2019\u05d0\u65e5\ud83d\ude00";
        int[] points = letters.codePoints().toArray();
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(300); i > 0; i--) {
                text.appendCodePoint(random.nextInt(3) == 0 ? points[random.nextInt(points.length)] : 'a');
            }
            String written = written(text.toString());
            assertThat(read(written).replace("\r\n", "\n")).isEqualTo(text.toString());
            assertThat(written).matches("[\\r\\n -~]*");
            assertThat(written.split("\r\n", -1)).allMatch(line -> line.length() <= 76 && !line.endsWith(" "));
        }
    }

    @Test
    void eachWayToEndALineIsWrittenAsOne() throws Exception {
        assertThat(written("a\nb\rc\r\nd \r\n\r\n e ")).isEqualTo("a\r\nb\r\nc\r\nd=20\r\n\r\n e=20");
    }

    @Test
    void nothingThatIsWrittenLooksLikeABoundary() throws Exception {
        assertThat(written("--=_\n--=_x")).doesNotContain("=_");
    }

    @Test
    void aMailIsWholeOnTheWireAndIsNotTakenApartAgain() throws Exception {
        MailMessage mail = new MailMessage(
                Session.getInstance(new Properties()),
                MailHeaders.of(Mailbox.parse("The sender", "Shop <no-reply@shop.example>")),
                MailAddress.parse("alice@example.com").orElseThrow(),
                new WrittenMail("en", "Hello", "words", "<p>words</p>"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.writeTo(out, null);

        assertThat(out.toString(StandardCharsets.US_ASCII))
                .contains("MIME-Version: 1.0\r\n")
                .matches("(?s).*boundary=\"(=_[0-9a-f-]{36})\"\r\n.*\r\n--\\1\r\n.*\r\n--\\1\r\n.*\r\n--\\1--\r\n");
        assertThat(mail.getContent()).isEqualTo(out.toByteArray());
    }

    private static String written(String text) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MailMessage.encode(text, out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static String read(String written) throws Exception {
        InputStream in = new ByteArrayInputStream(written.getBytes(StandardCharsets.US_ASCII));
        return new String(MimeUtility.decode(in, "quoted-printable").readAllBytes(), StandardCharsets.UTF_8);
    }
}
