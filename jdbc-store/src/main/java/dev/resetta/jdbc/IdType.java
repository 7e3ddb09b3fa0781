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
 * token rows.
 */
enum IdType {
    TEXT {
        @Override
        Object value(String text) {
            return text;
        }
    },
    INTEGER {
        @Override
        Object value(String text) {
            return Long.valueOf(text);
        }
    },
    /** Whole numbers too, as NUMBER(19) and the like are. */
    DECIMAL {
        @Override
        Object value(String text) {
            return new BigDecimal(new BigInteger(text));
        }

        @Override
        String read(ResultSet row, int column) throws SQLException {
            return row.getBigDecimal(column).toBigIntegerExact().toString();
        }
    },
    UUID_VALUE {
        @Override
        Object value(String text) {
            return UUID.fromString(text);
        }
    },
    BYTES {
        @Override
        Object value(String text) {
            return HexFormat.of().parseHex(text);
        }

        @Override
        String spell(Object value) {
            return HexFormat.of().formatHex((byte[]) value);
        }

        @Override
        String read(ResultSet row, int column) throws SQLException {
            return spell(row.getBytes(column));
        }
    };

    /** No id is longer, and nothing longer is parsed. */
    private static final int LONGEST = 200;

    static IdType of(ResultSetMetaData metaData, int column) throws SQLException {
        // By name first: drivers disagree whether a UUID is OTHER, BINARY or CHAR.
        if (metaData.getColumnTypeName(column).toLowerCase(Locale.ROOT).equals("uuid")) {
            return UUID_VALUE;
        }
        return switch (metaData.getColumnType(column)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> INTEGER;
            case Types.NUMERIC, Types.DECIMAL -> DECIMAL;
            case Types.BINARY, Types.VARBINARY -> BYTES;
            default -> TEXT;
        };
    }

    /** The value of an id for a parameter; empty if no account can have this id. */
    Optional<Object> parse(String text) {
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(value(text)).filter(value -> spell(value).equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The id of a row, spelled as {@link #parse} takes it. */
    String read(ResultSet row, int column) throws SQLException {
        return row.getString(column);
    }

    abstract Object value(String text);

    String spell(Object value) {
        return value.toString();
    }
}
