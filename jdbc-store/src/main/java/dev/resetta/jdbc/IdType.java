package dev.resetta.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * How an account's id, which is text to Resetta, is kept in its column.
 *
 * <p>Each id has one spelling: {@code 7} is an account, {@code 07} is none, or one account would have two names in the
 * token rows. What a column cannot hold is not even asked for, because some databases answer with an error.
 */
sealed interface IdType {
    /** No id is longer, and nothing longer is parsed. */
    int LONGEST = 200;

    static IdType of(ResultSetMetaData select, int column) throws SQLException {
        // By name first: drivers disagree whether a UUID is OTHER, BINARY or CHAR.
        if (select.getColumnTypeName(column).toLowerCase(Locale.ROOT).equals("uuid")) {
            return new Uuid();
        }
        return switch (select.getColumnType(column)) {
            case Types.TINYINT -> Whole.of(select, column, 8);
            case Types.SMALLINT -> Whole.of(select, column, 16);
            case Types.INTEGER -> Whole.of(select, column, 32);
            case Types.BIGINT -> Whole.of(select, column, 64);
            case Types.NUMERIC, Types.DECIMAL -> new Whole(Integer.MAX_VALUE);
            case Types.BINARY, Types.VARBINARY -> new Bytes(select.getPrecision(column));
            case Types.CHAR, Types.NCHAR -> new Padded();
            default -> new Text();
        };
    }

    /** The value of an id for a parameter; empty if no account can have this id. */
    default Optional<Object> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(value(text))
                    .filter(value -> holds(value) && spell(value).equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a value out of a text, in whatever spelling.
     *
     * @throws IllegalArgumentException if there is none in it
     */
    Object value(String text);

    /** Whether a value may be in the column. */
    default boolean holds(Object value) {
        return true;
    }

    default String spell(Object value) {
        return value.toString();
    }

    /** The id of a row, spelled as {@link #parse} takes it. */
    default String read(ResultSet row, int column) throws SQLException {
        return row.getString(column);
    }

    /** Text as it is. */
    record Text() implements IdType {
        @Override
        public Object value(String text) {
            return text;
        }
    }

    /** Text in a column of a fixed width; the blanks that fill it up are none of the id. */
    record Padded() implements IdType {
        @Override
        public Object value(String text) {
            return text;
        }

        @Override
        public String read(ResultSet row, int column) throws SQLException {
            return row.getString(column).stripTrailing();
        }
    }

    /**
     * A whole number, also where it is kept as NUMBER(19) and the like.
     *
     * @param bits how many it may have, besides the sign
     */
    record Whole(int bits) implements IdType {
        static Whole of(ResultSetMetaData select, int column, int width) throws SQLException {
            if (select.getPrecision(column) == 0) {
                // To SQLite any whole number is an INTEGER.
                return new Whole(Long.SIZE - 1);
            }
            return new Whole(select.isSigned(column) ? width - 1 : width);
        }

        @Override
        public Object value(String text) {
            BigInteger number = new BigInteger(text);
            // A long wherever it is one: compared with a decimal, the column of a long would not be looked up in its
            // index.
            return number.bitLength() < Long.SIZE ? (Object) number.longValue() : new BigDecimal(number);
        }

        @Override
        public boolean holds(Object value) {
            return new BigInteger(spell(value)).bitLength() <= bits;
        }

        @Override
        public String read(ResultSet row, int column) throws SQLException {
            return row.getBigDecimal(column).toBigIntegerExact().toString();
        }
    }

    /** A UUID in lower-case letters. */
    record Uuid() implements IdType {
        @Override
        public Object value(String text) {
            return UUID.fromString(text);
        }
    }

    /**
     * Bytes in lower-case hexadecimal digits.
     *
     * @param longest how many there are at most
     */
    record Bytes(int longest) implements IdType {
        @Override
        public Object value(String text) {
            return HexFormat.of().parseHex(text);
        }

        @Override
        public boolean holds(Object value) {
            return ((byte[]) value).length <= longest;
        }

        @Override
        public String spell(Object value) {
            return HexFormat.of().formatHex((byte[]) value);
        }

        @Override
        public String read(ResultSet row, int column) throws SQLException {
            return spell(row.getBytes(column));
        }
    }
}
