package dev.resetta.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list of passwords that everybody tries first, from a file or a stream. */
class BlocklistTest {
    private static final Account ACCOUNT = Account.of("17", "ada@example.com", "h");
    private static final String LISTED = "Correct Horse Battery\n\npässwörter im büro\r\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "CORRECT HORSE BATTERY",
                "pässwörter im büro",
                "PÄSSWÖRTER im Büro",
                "pa\u0308sswo\u0308rter im bu\u0308ro"
            })
    void aListedPasswordIsRefusedInAnyCase(String password) {
        assertThat(codes(rules(LISTED), password)).containsExactly("blocklisted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery ",
                "a correct horse battery",
                "correct horse batterie",
                "\r\n              x"
            })
    void onlyTheWholePasswordCounts(String password) {
        assertThat(codes(rules(LISTED), password)).isEmpty();
    }

    @Test
    void aFileIsReadOnceAndNotNeededAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("list.txt"), LISTED);

        PasswordRules rules = PasswordRules.nist().blocklist(file);
        Files.delete(file);

        assertThat(codes(rules, "correct horse battery")).containsExactly("blocklisted");
    }

    @Test
    void aFileThatBeginsWithAByteOrderMarkLosesNoPassword() {
        assertThat(codes(rules("\ufeff" + LISTED), "correct horse battery")).containsExactly("blocklisted");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        Path missing = folder.resolve("missing.txt");

        assertThatThrownBy(() -> PasswordRules.nist().blocklist(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("missing.txt");
        assertThatThrownBy(() -> PasswordRules.nist().blocklist(folder)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aStreamThatBreaksIsNoShorterList() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("the disk is gone");
            }
        };

        assertThatThrownBy(() -> PasswordRules.nist().blocklist(broken)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aStreamIsReadToItsEndAndLeftOpen() {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream lines = new ByteArrayInputStream(LISTED.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        PasswordRules.nist().blocklist(lines);

        assertThat(lines).isEmpty();
        assertThat(closed).isFalse();
    }

    @Test
    void severalListsHoldTogether() {
        PasswordRules both = rules("the first long list").blocklist(stream("the second long list"));

        assertThat(codes(both, "the first long list")).containsExactly("blocklisted");
        assertThat(codes(both, "the second long list")).containsExactly("blocklisted");
    }

    @Test
    void aListTellsItsLengthOnly() {
        assertThat(Blocklist.read(stream(LISTED))).hasToString("Blocklist[2]");
    }

    private static PasswordRules rules(String lines) {
        return PasswordRules.nist().blocklist(stream(lines));
    }

    private static InputStream stream(String lines) {
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> codes(PasswordRules rules, String password) {
        return rules.judge(password, null, ACCOUNT).stream()
                .map(PasswordProblem::code)
                .toList();
    }
}
