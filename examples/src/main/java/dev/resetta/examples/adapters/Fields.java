package dev.resetta.examples.adapters;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A list of fields as bytes, each with a presence byte and its length in front, so that no two lists are written alike: not
 * ("ab", "c") and ("a", "bc"), and not null and the empty text.
 */
final class Fields {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Adds one; text that is not valid Unicode has no spelling of its own in UTF-8 and is refused. */
    Fields with(@Nullable String field) {
        if (field == null) {
            bytes.write(0);
            return this;
        }
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(field));
            int length = utf8.remaining();
            ByteBuffer whole = ByteBuffer.allocate(1 + Integer.BYTES + length);
            bytes.writeBytes(whole.put((byte) 1).putInt(length).put(utf8).array());
            return this;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A field of the account is not valid Unicode.", e);
        }
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
