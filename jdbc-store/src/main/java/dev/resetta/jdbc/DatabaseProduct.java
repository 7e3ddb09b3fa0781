package dev.resetta.jdbc;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The databases Resetta speaks to, each with its own statements and schema file. */
public enum DatabaseProduct {
    /** H2, version 2, embedded or as a server. */
    H2("H2", "schema-h2.sql");

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
                .orElseThrow(() -> new IllegalStateException("Resetta does not know the database " + name
                        + ". It supports " + supported() + "; if this is one of them under another name, say so with"
                        + " ResetDatabase.product(...)."));
    }

    /** The file in the jar, beside this class. */
    String schemaFile() {
        return schemaFile;
    }

    Dialect dialect() {
        return switch (this) {
            case H2 -> H2Dialect.INSTANCE;
        };
    }

    private static String supported() {
        return Arrays.stream(values()).map(product -> product.reportedName).collect(Collectors.joining(", "));
    }
}
