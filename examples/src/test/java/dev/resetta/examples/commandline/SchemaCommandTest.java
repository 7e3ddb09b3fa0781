package dev.resetta.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.resetta.examples.commandline.Operator.Answer;
import dev.resetta.jdbc.DatabaseProduct;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCommandTest {
    private final Operator operator = Operator.overH2();

    @ParameterizedTest
    @CsvSource({
        "postgresql,   schema-postgresql.sql",
        "mariadb,      schema-mariadb.sql",
        "mysql,        schema-mysql.sql",
        "h2,           schema-h2.sql",
        "hsqldb,       schema-hsqldb.sql",
        "standard-sql, schema-standard.sql"
    })
    void theSchemaIsTheFileOfTheJar(String database, String file) throws Exception {
        operator.environment.clear();
        String shipped;
        try (InputStream in = DatabaseProduct.class.getResourceAsStream(file)) {
            shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{prefix}", "shop_")
                    .replace("{name}", "shop_");
        }

        Answer people = operator.run("schema", database, "--table-prefix", "shop_");
        Answer programs = operator.run("schema", database, "--table-prefix", "shop_", "--json");

        assertThat(people.code()).isZero();
        assertThat(people.out()).isEqualToNormalizingNewlines(shipped);
        assertThat(JsonParser.parseString(programs.out())
                        .getAsJsonObject()
                        .get("schema")
                        .getAsString())
                .isEqualTo(shipped);
    }

    @Test
    void everyProductHasItsSchema() {
        assertThat(DatabaseProduct.values())
                .allSatisfy(product -> assertThat(operator.run(
                                        "schema",
                                        product.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .code())
                        .isZero());
    }

    @Test
    void anUnknownDatabaseIsRefusedWithTheKnownOnes() {
        Answer answer = operator.run("schema", "oracle");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("postgresql, mariadb, mysql, h2, hsqldb, standard-sql");
        assertThat(operator.run("schema", "h2", "--table-prefix", "X-").code()).isEqualTo(2);
    }

    @Test
    void aMachineTellsNothingOfItsEnvironment() {
        Machine machine = Machine.of(Map.of("RESETTA_KEY", Operator.KEY), Clock.systemUTC(), "olga");

        assertThat(machine.toString() + machine.secrets() + new EnvironmentDefaults(machine.environment()))
                .doesNotContain(Operator.KEY);
    }
}
