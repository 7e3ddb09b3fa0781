/** Resetta in a relational database: token rows, accounts and the one transaction around a redemption. */
module dev.resetta.jdbc {
    requires transitive dev.resetta;
    requires transitive java.sql;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.resetta.jdbc;
}
