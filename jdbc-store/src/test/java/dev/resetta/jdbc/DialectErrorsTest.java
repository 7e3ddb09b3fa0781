package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each product means by its errors. */
class DialectErrorsTest {

    /**
     * In words: {@code conflict}, only others were in the way; {@code undoes}, all that came before is undone; {@code
     * undone}, of a commit, it has certainly not taken place; {@code duplicate}, the key is there already; {@code foreign},
     * the database has no such characters; {@code race}, another process makes the same tables.
     */
    @ParameterizedTest
    @CsvSource({
        "STANDARD_SQL, 40001, 0,    conflict undoes undone race",
        "STANDARD_SQL, 23505, 0,    duplicate",
        "STANDARD_SQL, 22001, 0,    ''",
        "STANDARD_SQL, ,      0,    ''",
        "POSTGRESQL,   40001, 0,    conflict undoes undone race",
        "POSTGRESQL,   40P01, 0,    conflict undone race",
        "POSTGRESQL,   55P03, 0,    conflict undone",
        "POSTGRESQL,   23505, 0,    undone duplicate race",
        "POSTGRESQL,   23503, 0,    undone",
        "POSTGRESQL,   23514, 0,    undone",
        "POSTGRESQL,   23P01, 0,    undone",
        "POSTGRESQL,   25P02, 0,    undone",
        "POSTGRESQL,   42P07, 0,    race",
        "POSTGRESQL,   42710, 0,    race",
        "POSTGRESQL,   XX000, 0,    race",
        "POSTGRESQL,   22P05, 0,    foreign",
        "POSTGRESQL,   08006, 0,    ''",
        "POSTGRESQL,   ,      0,    ''",
        "MARIADB,      40001, 1213, conflict undoes undone race",
        "MARIADB,      HY000, 1213, conflict undoes undone race",
        "MARIADB,      40001, 0,    conflict undoes undone",
        "MARIADB,      HY000, 1020, conflict undoes",
        "MARIADB,      HY000, 1205, conflict undoes race",
        "MARIADB,      23000, 1062, duplicate",
        "MARIADB,      HY000, 1267, foreign",
        "MARIADB,      HY000, 3988, foreign",
        "MARIADB,      42S01, 1050, race",
        "MARIADB,      42000, 1061, race",
        "MARIADB,      HY000, 1684, race",
        "MARIADB,      08000, 0,    ''",
        "MYSQL,        40001, 1213, conflict undoes undone race",
        "MYSQL,        23000, 1062, duplicate",
        "H2,           40001, 0,    conflict undoes undone race",
        "H2,           HYT00, 0,    conflict race",
        "H2,           90131, 0,    conflict race",
        "H2,           23505, 0,    duplicate race",
        "H2,           42S01, 0,    race",
        "H2,           42S11, 0,    race",
        "H2,           HY000, 0,    race",
        "H2,           08006, 0,    ''",
        "H2,           ,      0,    ''",
        "HSQLDB,       40001, 0,    conflict undoes undone race",
        "HSQLDB,       42504, 0,    race",
        "HSQLDB,       23505, 0,    duplicate race",
        "HSQLDB,       08006, 0,    ''",
        "HSQLDB,       ,      0,    ''"
    })
    void anErrorMeansWhatTheProductMeansByIt(DatabaseProduct product, String state, int code, String words) {
        assertThat(meaning(product.dialect(), new SQLException("", state, code)))
                .isEqualTo(words);
    }

    private static String meaning(Dialect dialect, SQLException error) {
        List<String> words = new ArrayList<>();
        add(words, "conflict", dialect.isConflict(error));
        add(words, "undoes", dialect.undoesTransaction(error));
        add(words, "undone", dialect.isUndoneCommit(error));
        add(words, "duplicate", dialect.isDuplicateKey(error));
        add(words, "foreign", dialect.isForeignText(error));
        add(words, "race", dialect.isSchemaRace(error));
        return String.join(" ", words);
    }

    private static void add(List<String> words, String word, boolean isMeant) {
        if (isMeant) {
            words.add(word);
        }
    }
}
