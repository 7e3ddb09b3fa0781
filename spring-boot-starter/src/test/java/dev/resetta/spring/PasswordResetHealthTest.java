package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the application's health endpoint is told. */
class PasswordResetHealthTest {

    @Test
    void aResetIsUpAsLongAsItsTablesAnswer() {
        Shop.manual().run(context -> {
            HealthIndicator health = context.getBean("resettaHealthIndicator", HealthIndicator.class);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);

            context.getBean(JdbcTemplate.class).execute("DROP TABLE resetta_token");

            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        });
    }

    @Test
    void hashBoundLinksNeedNoTable() {
        Shop.manual()
                .withPropertyValues(
                        "resetta.policy=hash-bound",
                        "resetta.keys.secrets.a=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                        "resetta.database.initialize-schema=never")
                .run(context -> assertThat(
                                context.getBean(HealthIndicator.class).health().getStatus())
                        .isEqualTo(Status.UP));
    }

    @Test
    void itCanBeSwitchedOff() {
        Shop.manual()
                .withPropertyValues("management.health.resetta.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
    }
}
