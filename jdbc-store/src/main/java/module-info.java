/** Resetta in a relational database: token rows, accounts and the one transaction around a redemption. */
@SuppressWarnings("requires-automatic") // db-scheduler has a name, but no module descriptor
module dev.resetta.jdbc {
    requires transitive dev.resetta;
    requires transitive java.sql;
    requires org.slf4j;
    requires static com.github.kagkarlsson.scheduler;
    requires static org.jspecify;

    exports dev.resetta.jdbc;
}
