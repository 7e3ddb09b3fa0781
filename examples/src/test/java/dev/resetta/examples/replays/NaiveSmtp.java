package dev.resetta.examples.replays;

import dev.resetta.delivery.Notice;
import dev.resetta.delivery.Notifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * Weak: puts the words of a stranger into commands, headers and markup as they are.
 *
 * @param recipient what it takes the stored address for
 */
record NaiveSmtp(int port, UnaryOperator<String> recipient) implements Notifier {

    @Override
    public void send(Notice notice) {
        String name = notice.to().name();
        String link = notice instanceof Notice.ResetLink reset ? reset.link() : "";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            answers.readLine();
            say(socket, answers, "HELO shop");
            say(socket, answers, "MAIL FROM:<shop@shop.example>");
            say(socket, answers, "RCPT TO:<" + recipient.apply(notice.to().address()) + ">");
            say(socket, answers, "DATA");
            say(
                    socket,
                    answers,
                    "Subject: A password for " + name + "\r\nFrom: shop@shop.example\r\nTo: "
                            + notice.to().address()
                            + "\r\nContent-Type: text/html\r\n\r\n<p>Hello " + name + ", <a href=\"" + link
                            + "\">go on</a>\r\n.");
            say(socket, answers, "QUIT");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says it, and waits for as many answers as there are commands in it. */
    private static void say(Socket socket, BufferedReader answers, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        boolean isMail = line.startsWith("Subject:");
        for (long i = isMail ? 1 : line.lines().count(); i > 0; i--) {
            answers.readLine();
        }
    }
}
