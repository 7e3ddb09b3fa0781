package dev.resetta.examples.springboot;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A mail server that keeps what it gets, and shows it to anybody: for the profile "demo" alone. */
@Profile("demo")
@RestController
class DemoInbox implements SmartLifecycle {
    private final GreenMail server;

    DemoInbox(@Value("${spring.mail.port}") int port) {
        server = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
    }

    /** The newest mail, with its text as it was sent. */
    @GetMapping(path = "/inbox", produces = "text/plain")
    String newest() {
        MimeMessage[] mails = server.getReceivedMessages();
        return mails.length == 0 ? "There is no mail yet." : GreenMailUtil.getWholeMessage(mails[mails.length - 1]);
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }
}
