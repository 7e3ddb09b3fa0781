package dev.resetta.examples.commandline;

import dev.resetta.examples.settings.SigningKeyText;
import dev.resetta.token.SigningKeys;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that works on links needs to know, the same as the application does. */
final class DeskOptions {
    private final Machine machine;

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--realm",
            paramLabel = "<name>",
            description = "The realm, if the application has several. [RESETTA_REALM]")
    String realm = "";

    @Option(
            names = "--key-id",
            paramLabel = "<id>",
            description = "The id of the application's signing key, if it has one [RESETTA_KEY_ID]; RESETTA_KEY holds"
                    + " the key, or RESETTA_KEY_FILE names its file.")
    @Nullable
    String keyId;

    @Option(
            names = "--operator",
            paramLabel = "<name>",
            description = "Who does this, for the events; the user of this machine if not given. [RESETTA_OPERATOR]")
    @Nullable
    String operator;

    @Option(
            names = "--events",
            paramLabel = "<file>",
            description = "Appends every event to this file, a JSON object a line. [RESETTA_EVENTS]")
    @Nullable
    Path events;

    DeskOptions(Machine machine) {
        this.machine = machine;
    }

    Machine machine() {
        return machine;
    }

    String operatorName() {
        return operator == null ? machine.user() : operator;
    }

    Optional<SigningKeys> signingKeys() {
        Optional<byte[]> key = machine.secrets().read("RESETTA_KEY");
        if (keyId == null && key.isPresent()) {
            throw new UnusableSettingException(
                    "Name the signing key as the application does, with --key-id or RESETTA_KEY_ID.");
        }
        if (keyId != null && key.isEmpty()) {
            throw new UnusableSettingException("There is a --key-id and no key: set RESETTA_KEY or RESETTA_KEY_FILE.");
        }
        try {
            return key.map(written -> SigningKeyText.parse(String.valueOf(keyId), written));
        } catch (IllegalArgumentException e) {
            throw new UnusableSettingException(String.valueOf(e.getMessage()));
        }
    }
}
