package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.resetta.delivery.DeliveryException;
import jakarta.mail.Session;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A mail session that names a SOCKS proxy. */
class SessionProxyTest {
    @Test
    void theSessionsProxyIsTheWayToTheServer() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer();
                SocksProxy proxy = new SocksProxy(server.port())) {
            Properties properties = OwnSessionTest.properties(
                    server, "mail.smtp.socks.host", "127.0.0.1", "mail.smtp.socks.port", String.valueOf(proxy.port()));
            OwnSessionTest.send(SmtpServer.of(Session.getInstance(properties)));

            assertThat(server.mails()).hasSize(1);
            assertThat(proxy.connections()).isEqualTo(1);
        }
    }

    @Test
    void nothingGoesAroundAProxyThatIsNotThere() throws Exception {
        int nobodys;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodys = nobody.getLocalPort();
        }
        try (ScriptedSmtpServer server = new ScriptedSmtpServer()) {
            Properties properties = OwnSessionTest.properties(
                    server, "mail.smtp.socks.host", "127.0.0.1", "mail.smtp.socks.port", String.valueOf(nobodys));
            SmtpServer around = SmtpServer.of(Session.getInstance(properties));

            assertThatExceptionOfType(DeliveryException.class).isThrownBy(() -> OwnSessionTest.send(around));
            assertThat(server.connections()).isZero();
        }
    }
}
