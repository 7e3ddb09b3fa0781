package dev.resetta.examples.replays;

import static dev.resetta.examples.replays.Application.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.TestSite;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What tokens are made of: bytes of a SecureRandom that nobody else has a hand in. */
class WeakTokenReplayTest {
    private static final String SECURE_ONLY = "names no generator but SecureRandom";
    private static final String ALL_DIFFER = "tokens of the same moment differ";
    private static final String NOT_GUESSED = "no digest of what is known is a token";
    private static final List<String> PREDICTABLE = List.of(
            "java/util/Random",
            "java/util/SplittableRandom",
            "java/util/concurrent/ThreadLocalRandom",
            "java/util/random/",
            "java/util/UUID",
            "RandomStringUtils",
            "nanoTime",
            "currentTimeMillis");

    /** Looks for names of generators in the constants of compiled classes. */
    private static void onlySecureRandom(List<byte[]> classes) {
        assertThat(classes)
                .isNotEmpty()
                .allSatisfy(bytes -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .as(SECURE_ONLY)
                        .doesNotContain(PREDICTABLE));
    }

    @Replay(
            value = {"CVE-2019-16303", "CVE-2024-29868"},
            how = "the compiled classes that make tokens name no generator but SecureRandom, and no time")
    void predictableGenerators() throws Exception {
        List<byte[]> classes = classesBeside(TokenIssuer.class);
        assertThat(classes).hasSizeGreaterThan(20);
        onlySecureRandom(classes);
    }

    @Planted(
            value = {"CVE-2019-16303", "CVE-2024-29868"},
            how = "a class that makes tokens with java.util.Random")
    void plantedGenerator() throws Exception {
        String name = "/" + RandomTokens.class.getName().replace('.', '/') + ".class";
        byte[] weak = WeakTokenReplayTest.class.getResourceAsStream(name).readAllBytes();
        Caught.by(SECURE_ONLY, () -> onlySecureRandom(List.of(weak)));
    }

    /** Weak: whoever has two of these has all. */
    private record RandomTokens(Random random) implements Supplier<String> {
        @Override
        public String get() {
            return Long.toHexString(random.nextLong());
        }
    }

    /** The clock stands still, the user is the same. */
    private static void tokensOfOneMoment(Application app) {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            app.ask(ADA.address().orElseThrow());
        }
        app.mailbox.links().forEach(link -> tokens.add(link.link()));
        assertThat(tokens).as(ALL_DIFFER).hasSize(100);
    }

    @Replay(value = "CVE-2016-0783", how = "a hundred links for one user while the clock stands still, for each policy")
    void timeAndName() {
        for (TokenPolicy policy : Application.POLICIES) {
            tokensOfOneMoment(Application.of(policy));
        }
    }

    @Planted(value = "CVE-2016-0783", how = "a SecureRandom that always says the same")
    void plantedConstant() {
        for (TokenPolicy policy : Application.POLICIES) {
            Application app = Application.of(policy);
            app.random = new ConstantRandom();
            Caught.by(ALL_DIFFER, () -> tokensOfOneMoment(app));
        }
    }

    /** Tries digests of the time and of all that is known about the user. */
    private static void guessesFromTheTime(Application app) throws Exception {
        app.ask(ADA.address().orElseThrow());
        long now = app.clock.millis();
        for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (long at = now - 20; at <= now + 20; at++) {
                for (String time :
                        List.of(String.valueOf(at), String.valueOf(at / 1000), String.valueOf(at * 1_000_000))) {
                    for (String more : List.of("", ADA.id(), ADA.address().orElseThrow())) {
                        byte[] guess = digest.digest((more + time).getBytes(StandardCharsets.UTF_8));
                        assertThat(app.redeems(HexFormat.of().formatHex(guess)))
                                .as(NOT_GUESSED)
                                .isFalse();
                        assertThat(app.redeems(
                                        Base64.getUrlEncoder().withoutPadding().encodeToString(guess)))
                                .as(NOT_GUESSED)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Replay(
            value = {"CVE-2025-55796", "CVE-2022-39216"},
            how = "2214 digests of the time of issue, alone and with id or address, are tried as tokens")
    void digestsOfTheTime() throws Exception {
        guessesFromTheTime(Application.oneTime());
    }

    @Planted(
            value = {"CVE-2025-55796", "CVE-2022-39216"},
            how = "an issuer whose token is the MD5 of the time")
    void plantedDigestOfTheTime() {
        Application app = Application.oneTime();
        app.issuer = new TokenColumn(
                String::equals,
                (account, scope) -> TokenColumn.md5(String.valueOf(scope.now().toEpochMilli())));
        Caught.by(NOT_GUESSED, () -> guessesFromTheTime(app));
    }

    @Replay(
            value = "CVE-2023-42820",
            how = "a SecureRandom that refuses to be seeded, and requests that bring numbers along")
    void seedFromOutside() {
        Application app = Application.oneTime();
        app.random = new UnseedableRandom();
        for (String typed : List.of("1234567890", "seed=42", ADA.address().orElseThrow())) {
            app.ask(typed);
        }
        String token = app.mailbox.lastToken();
        assertThat(app.problem("42")).isNotNull();
        assertThat(app.redeems(token)).isTrue();
    }

    @Replay(
            value = "CVE-2012-5508",
            how = "over HTTP, the pages of five errors are the same each time but for the form's own field")
    void errorPages() {
        try (TestSite site = TestSite.with("one-time")) {
            for (String address :
                    List.of("/reset?token=x", "/reset", "/nowhere", "/cancel?token=x", "/reset?token=a&token=b")) {
                Set<String> pages = new HashSet<>();
                for (int i = 0; i < 5; i++) {
                    pages.add(site.browser()
                            .get(address)
                            .body()
                            .replaceAll("name=\"form\" value=\"[^\"]*\"", "")
                            .replaceAll("/(reset|cancel)/[A-Za-z0-9_-]{22}", ""));
                }
                assertThat(pages).as(address).hasSize(1);
            }
        }
    }

    private static List<byte[]> classesBeside(Class<?> type) throws IOException, URISyntaxException {
        URL source = type.getProtectionDomain().getCodeSource().getLocation();
        Path place = Path.of(source.toURI());
        String folder = type.getPackageName().replace('.', '/');
        if (Files.isDirectory(place)) {
            return classesIn(place.resolve(folder));
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return classesIn(jar.getPath(folder));
        }
    }

    private static List<byte[]> classesIn(Path folder) throws IOException {
        List<byte[]> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                classes.add(Files.readAllBytes(file));
            }
        }
        return classes;
    }

    /** Weak: says zeros. */
    private static final class ConstantRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Sees that nobody mixes anything in. */
    private static final class UnseedableRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final boolean isMade;

        UnseedableRandom() {
            isMade = true;
        }

        @Override
        public void setSeed(byte[] seed) {
            refuse();
        }

        @Override
        public synchronized void setSeed(long seed) {
            refuse();
        }

        private void refuse() {
            if (isMade) {
                throw new AssertionError("The generator was seeded.");
            }
        }
    }
}
