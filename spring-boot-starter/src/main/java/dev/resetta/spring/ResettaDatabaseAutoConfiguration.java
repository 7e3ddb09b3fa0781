package dev.resetta.spring;

import static dev.resetta.spring.RefusedSettingException.checked;

import dev.resetta.jdbc.ResetDatabase;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** Puts Resetta's tables into the application's database, and Resetta into its transactions. */
@AutoConfiguration(
        after = {
            DataSourceAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            TransactionAutoConfiguration.class
        },
        afterName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnClass({DataSource.class, PlatformTransactionManager.class, EmbeddedDatabaseConnection.class})
@ConditionalOnBooleanProperty(name = "resetta.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ResettaProperties.class)
public final class ResettaDatabaseAutoConfiguration {
    /** Made by Spring. */
    ResettaDatabaseAutoConfiguration() {}

    @Bean
    @ConditionalOnSingleCandidate(DataSource.class)
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    ResetDatabase resetDatabase(
            DataSource source, ObjectProvider<PlatformTransactionManager> managers, ResettaProperties properties) {
        ResettaProperties.Database settings = properties.database();
        ResetDatabase plain = ResetDatabase.of(SpringTransactions.managed(source));
        ResetDatabase named = checked("resetta.database.table-prefix", () -> plain.tablePrefix(settings.tablePrefix()));
        String schema = settings.schema();
        ResetDatabase db = schema == null ? named : checked("resetta.database.schema", () -> named.inSchema(schema));
        if (isToBeCreated(settings, source)) {
            db.createSchema();
        }
        SpringTransactions transactions = SpringTransactions.of(source, managers);
        return transactions == null ? db : db.transactions(transactions);
    }

    private static boolean isToBeCreated(ResettaProperties.Database settings, DataSource source) {
        return switch (settings.initializeSchema()) {
            case ALWAYS -> true;
            case EMBEDDED -> EmbeddedDatabaseConnection.isEmbedded(source);
            case NEVER -> false;
        };
    }
}
