package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.examples.demo.shop.DemoAccounts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What else works on the demo's database while the demo runs: processes of this machine, and nobody from elsewhere. */
class BesideTheDemoTest {
    private static final Pattern DATABASE = Pattern.compile(
            "(?<url>jdbc:h2:tcp:\\S+:(?<port>\\d+)/\\S+) +user: (?<user>\\S+) +password in: (?<file>\\S+)");

    @Test
    void whoeverMayReadItsPasswordWorksOnTheDatabaseOfItsOwn() throws Exception {
        DemoProcess demo = DemoProcess.start(Map.of());
        try {
            Matcher address = DATABASE.matcher(String.join("\n", demo.greeting()));
            assertThat(address.find()).as("%s", demo.greeting()).isTrue();
            String url = address.group("url");
            String user = address.group("user");
            String password = Files.readString(Path.of(address.group("file")));

            assertThat(customers(url, user, password)).isEqualTo(DemoAccounts.PEOPLE.size());
            assertThatThrownBy(() -> customers(url, user, ""))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Wrong user name or password");
            assertNobodyElseGetsIn(Integer.parseInt(address.group("port")));
        } finally {
            demo.end();
        }
    }

    @Test
    void anotherProcessOfThisMachineWorksOnAnH2FileOfSomebodys(@TempDir Path folder) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("shop") + ";AUTO_SERVER=TRUE";
        try (DemoProcess demo = DemoProcess.start(Map.of("RESETTA_DB_URL", url))) {
            assertThat(demo.greeting()).contains("  database " + url);
            assertThat(customers(url, "", "")).isEqualTo(DemoAccounts.PEOPLE.size());
            String lock = Files.readString(folder.resolve("shop.lock.db"));
            assertNobodyElseGetsIn(Integer.parseInt(lock.replaceAll("(?s).*server=\\S+:(\\d+)\\s.*", "$1")));
        }
    }

    private static int customers(String url, String user, String password) throws SQLException {
        try (Connection beside = DriverManager.getConnection(url, user, password);
                Statement statement = beside.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM users")) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }

    private static void assertNobodyElseGetsIn(int port) throws IOException {
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> new Socket(address, port).close())
                            .as("%s", address)
                            .isInstanceOf(ConnectException.class);
                }
            }
        }
    }
}
