package dev.resetta.jdbc;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The databases Resetta speaks to, each with its own statements and schema file. */
public enum DatabaseProduct {
    /** PostgreSQL 12 and later; tested on 18. */
    POSTGRESQL("PostgreSQL", "schema-postgresql.sql"),

    /** MariaDB 10.6 and later with InnoDB; tested on 11.4. */
    MARIADB("MariaDB", "schema-mariadb.sql"),

    /** MySQL 8 and later with InnoDB. Its statements and its schema are tested on MariaDB only. */
    MYSQL("MySQL", "schema-mysql.sql"),

    /** H2, version 2, embedded or as a server. */
    H2("H2", "schema-h2.sql"),

    /** HSQLDB 2.7, embedded or as a server, in any of its three transaction models. */
    HSQLDB("HSQL Database Engine", "schema-hsqldb.sql"),

    /** Any other database that speaks standard SQL: in more statements than its own would take, and untested. */
    STANDARD_SQL("", "schema-standard.sql");

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProduct.class);

    private final String reportedName;
    private final String schemaFile;

    DatabaseProduct(String reportedName, String schemaFile) {
        this.reportedName = reportedName;
        this.schemaFile = schemaFile;
    }

    /** Recognizes a product by the name its driver reports. */
    static DatabaseProduct reportedAs(String name) {
        return Arrays.stream(values())
                .filter(product -> product.reportedName.equals(name))
                .findFirst()
                .orElseGet(() -> {
                    LOG.warn(
                            "Resetta does not know the database {} and speaks standard SQL to it, untested. If it is another"
                                    + " product under a name of its own, say so with ResetDatabase.product(...).",
                            name);
                    return STANDARD_SQL;
                });
    }

    /** The file in the jar, beside this class. */
    String schemaFile() {
        return schemaFile;
    }

    Dialect dialect() {
        return switch (this) {
            case POSTGRESQL -> PostgreSqlDialect.INSTANCE;
            case MARIADB -> MariaDbDialect.INSTANCE;
            case MYSQL -> MySqlDialect.INSTANCE;
            case H2 -> H2Dialect.INSTANCE;
            case HSQLDB -> HsqldbDialect.INSTANCE;
            case STANDARD_SQL -> Dialect.STANDARD;
        };
    }
}
