package dev.resetta.examples.commandline;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.jdbc.DatabaseProduct;
import dev.resetta.jdbc.ResetDatabase;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the statements that create the tables of the links; connects to nothing. */
@Command(
        name = "schema",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Prints the statements that create the tables of the links. Connects to nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "2:not usable like this"})
final class SchemaCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "<database>",
            description = "One of postgresql, mariadb, mysql, h2, hsqldb and standard-sql.")
    @Nullable
    String database;

    @Option(
            names = "--table-prefix",
            paramLabel = "<prefix>",
            description = "What the tables begin with; resetta_ if not given. [RESETTA_TABLE_PREFIX]")
    String tablePrefix = "resetta_";

    @Mixin
    CommonOptions common = new CommonOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        DatabaseProduct product = product(Objects.requireNonNull(database));
        // It is never opened: a schema whose product is named asks no database.
        try (HikariDataSource nowhere = new HikariDataSource()) {
            String schema = ResetDatabase.of(nowhere)
                    .product(product)
                    .tablePrefix(tablePrefix)
                    .schema();
            new Printer(Objects.requireNonNull(spec).commandLine().getOut(), common.json)
                    .print(schema.stripTrailing(), Map.of("database", name(product), "schema", schema));
        } catch (IllegalArgumentException e) {
            throw new UnusableSettingException(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private static DatabaseProduct product(String typed) {
        return Arrays.stream(DatabaseProduct.values())
                .filter(product -> name(product).equals(typed.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UnusableSettingException("There is no schema for this database, only for "
                        + Arrays.stream(DatabaseProduct.values())
                                .map(SchemaCommand::name)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static String name(DatabaseProduct product) {
        return product.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
