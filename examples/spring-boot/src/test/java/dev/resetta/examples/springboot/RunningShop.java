package dev.resetta.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The shop on a free port, with a database and a mail server of its own. */
final class RunningShop implements AutoCloseable {
    static final String ALMA = "alma@larkspur.example";
    static final String OLD_PASSWORD = "the first password";
    static final String NEW_PASSWORD = "correct horse battery";
    private static final Pattern TOKEN = Pattern.compile("/reset\\.html#token=([A-Za-z0-9_-]+)");

    private final GreenMail mails = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final ConfigurableApplicationContext shop;

    RunningShop() {
        mails.start();
        shop = new SpringApplicationBuilder(ShopApplication.class)
                .run(
                        "--server.port=0",
                        "--server.address=localhost",
                        "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                        "--spring.mail.port=" + mails.getSmtp().getPort());
    }

    String url() {
        return "http://localhost:" + shop.getEnvironment().getProperty("local.server.port");
    }

    /** The token in the mail that Alma gets. */
    String tokenFromTheMail() throws MessagingException, IOException {
        assertThat(mails.waitForIncomingEmail(60_000, 1)).as("a mail").isTrue();
        Matcher link = TOKEN.matcher(text(mails.getReceivedMessages()[0]));
        assertThat(link.find()).as("a link in the mail").isTrue();
        return link.group(1);
    }

    private static String text(Part part) throws MessagingException, IOException {
        return part.getContent() instanceof Multipart parts ? text(parts.getBodyPart(0)) : (String) part.getContent();
    }

    @Override
    public void close() {
        shop.close();
        mails.stop();
    }
}
