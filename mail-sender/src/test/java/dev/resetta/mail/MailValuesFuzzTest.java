package dev.resetta.mail;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.mail.MessagingException;
import java.util.Locale;
import org.junit.jupiter.api.Tag;

@Tag("once")
class MailValuesFuzzTest {

    /** One line of input is the name, the next the user agent, the rest the client's address, each with breaks for tabs. */
    @FuzzTest
    void whatStrangersWriteIsTextOrNothing(FuzzedDataProvider data) throws MessagingException {
        String[] parts = (data.consumeRemainingAsString() + "\n\n\n").split("\n", 4);

        MailFuzzing.assertUnharmed(broken(parts[0]), broken(parts[1]), broken(parts[2]), Locale.ENGLISH);
    }

    private static String broken(String text) {
        return text.replace("\t", "\r\n");
    }
}
