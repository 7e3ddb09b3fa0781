package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/schema.md} prints the schemas as they are. */
class SchemaDocTest {
    @ParameterizedTest
    @EnumSource
    void theDocsPrintTheSchemaOfEachProduct(DatabaseProduct product) throws Exception {
        String docs = Files.readString(Path.of("..", "docs", "schema.md"));

        assertThat(docs)
                .contains("```sql\n"
                        + ResetDatabase.of(nowhere()).product(product).schema() + "```\n");
    }

    /** The text needs no connection. */
    private static DataSource nowhere() {
        return (DataSource) Proxy.newProxyInstance(
                SchemaDocTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("connected for " + method.getName());
                });
    }
}
