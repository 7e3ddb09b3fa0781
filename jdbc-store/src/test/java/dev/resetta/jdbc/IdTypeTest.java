package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.ResultSetMetaData;
import java.sql.Types;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ids a column can hold, whatever the database. */
class IdTypeTest {
    private static final int SIGNED = 1;
    private static final int UNSIGNED = 0;

    @ParameterizedTest
    @CsvSource({
        "-6, 3,  1, 127,                  128",
        "-6, 3,  0, 255,                  256",
        "5,  5,  1, 32767,                32768",
        "5,  5,  0, 65535,                65536",
        "4,  10, 1, 2147483647,           2147483648",
        "4,  10, 0, 4294967295,           4294967296",
        "-5, 19, 1, 9223372036854775807,  9223372036854775808",
        "-5, 20, 0, 18446744073709551615, 18446744073709551616",
        "4,  0,  1, 9223372036854775807,  9223372036854775808" // of SQLite, where precision is unknown
    })
    void wholeNumbersReachAsFarAsTheirColumn(int type, int precision, int signed, String last, String beyond)
            throws Exception {
        IdType id = id("number", type, precision, signed);

        assertThat(id.parse("1")).contains(1L);
        assertThat(id.parse(last)).isPresent();
        assertThat(id.parse(beyond)).isEmpty();
        assertThat(id.parse("07")).as("another spelling").isEmpty();
        assertThat(id.parse("+7")).as("another spelling").isEmpty();
        assertThat(id.parse("seven")).isEmpty();
        assertThat(id.parse("")).isEmpty();
    }

    /** Compared with a decimal, the column of a long would not be looked up in its index. */
    @ParameterizedTest
    @ValueSource(ints = {Types.NUMERIC, Types.DECIMAL})
    void aNumberIsALongForAsLongAsItIsOne(int type) throws Exception {
        IdType id = id("number", type, 38, SIGNED);

        assertThat(id.parse("9223372036854775807")).contains(Long.MAX_VALUE);
        assertThat(id.parse("-9223372036854775808")).contains(Long.MIN_VALUE);
        assertThat(id.parse("9223372036854775808")).contains(new BigDecimal("9223372036854775808"));
        assertThat(id.parse("9".repeat(38))).contains(new BigDecimal("9".repeat(38)));
    }

    @ParameterizedTest
    @ValueSource(ints = {Types.BINARY, Types.VARBINARY})
    void bytesAreAsManyAsFitInLowerCase(int type) throws Exception {
        IdType id = id("bytes", type, 2, UNSIGNED);

        assertThat(id.parse("0aff"))
                .hasValueSatisfying(bytes -> assertThat((byte[]) bytes).containsExactly(10, -1));
        assertThat(id.parse("0a")).isPresent();
        assertThat(id.parse("0aff00")).isEmpty();
        assertThat(id.parse("0AFF")).isEmpty();
        assertThat(id.parse("0af")).isEmpty();
    }

    /** Drivers disagree about its number. */
    @ParameterizedTest
    @ValueSource(ints = {Types.OTHER, Types.BINARY, Types.CHAR})
    void aUuidIsKnownByItsName(int type) throws Exception {
        IdType id = id("UUID", type, 16, UNSIGNED);
        String text = "0f8fad5b-d9cb-469f-a165-70867728950e";

        assertThat(id.parse(text)).contains(UUID.fromString(text));
        assertThat(id.parse(text.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(id.parse("1-1-1-1-1")).as("another spelling").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Types.VARCHAR, Types.CHAR, Types.NCHAR, Types.LONGVARCHAR})
    void textIsAnIdUpToTwoHundredCharacters(int type) throws Exception {
        IdType id = id("text", type, 0, UNSIGNED);

        assertThat(id.parse("Alice 7")).contains("Alice 7");
        assertThat(id.parse("x".repeat(200))).isPresent();
        assertThat(id.parse("x".repeat(201))).isEmpty();
    }

    @Test
    void onlyTheBlanksOfAFixedWidthAreNoneOfTheId() throws Exception {
        assertThat(id("char", Types.CHAR, 9, UNSIGNED)).isInstanceOf(IdType.Padded.class);
        assertThat(id("nchar", Types.NCHAR, 9, UNSIGNED)).isInstanceOf(IdType.Padded.class);
        assertThat(id("varchar", Types.VARCHAR, 9, UNSIGNED)).isInstanceOf(IdType.Text.class);
    }

    /** What a driver tells of the only column. */
    private static IdType id(String name, int type, int precision, int signed) throws Exception {
        ResultSetMetaData select = (ResultSetMetaData) Proxy.newProxyInstance(
                IdTypeTest.class.getClassLoader(),
                new Class<?>[] {ResultSetMetaData.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getColumnTypeName" -> name;
                    case "getColumnType" -> type;
                    case "getPrecision" -> precision;
                    case "isSigned" -> signed == SIGNED;
                    default -> throw new AssertionError(method);
                });
        return IdType.of(select, 1);
    }
}
