package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.account.AccountDirectory;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.password.PasswordRules;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.token.TokenPolicy;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What each property does. */
class ResettaPropertiesTest {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @Test
    void policyAndLifetimeMakeTheRuleThatLinksLiveBy() {
        assertThat(policy()).isEqualTo(TokenPolicy.oneTime());
        assertThat(policy("resetta.lifetime=45m"))
                .isEqualTo(TokenPolicy.oneTime().lifetime(Duration.ofMinutes(45)));
        assertThat(policy("resetta.policy=reusable", "resetta.keep-earlier-links=true"))
                .isEqualTo(TokenPolicy.reusableUntilExpiry().keepEarlierLinks());
        assertThat(policy("resetta.policy=hash-bound", "resetta.keys.secrets.2026-11=" + KEY))
                .isEqualTo(TokenPolicy.hashBound());
    }

    @Test
    void aHashBoundLinkTakesPartInTheDatabasesTransactions() {
        Shop.manual()
                .withPropertyValues("resetta.policy=hash-bound", "resetta.keys.secrets.2026-11=" + KEY)
                .run(context -> {
                    String token = Shop.tokenFor("alice", context);
                    PasswordReset reset = context.getBean(PasswordReset.class);
                    assertThat(reset.redeem(Shop.submission(token)).toString()).contains("Changed");
                    assertThat(rows(context, "resetta_token")).isZero();
                });
    }

    @Test
    void everyKeyIsAcceptedAndTheCurrentOneSigns() {
        String[] both = {
            "resetta.policy=hash-bound",
            "resetta.keys.current=new",
            "resetta.keys.secrets.new=" + KEY,
            "resetta.keys.secrets.old=" + KEY.replace('M', 'N')
        };
        Shop.manual()
                .withPropertyValues(both)
                .run(context -> assertThat(Shop.tokenFor("alice", context)).contains("new"));
    }

    @Test
    void theCancelLinkIsMailed() {
        Shop.manual()
                .withPropertyValues("resetta.cancel-link=https://shop.example.com/not-me?token={token}")
                .run(context -> {
                    Shop.tokenFor("alice", context);
                    String token = context.getBean(RecordingNotifier.class).lastCancelToken();
                    assertThat(context.getBean(PasswordReset.class).cancel(token))
                            .isTrue();
                });
    }

    @Test
    void limitsChangeWhatIsSaidAndKeepTheRest() {
        Limits limits = bean(Limits.class, "resetta.limits.per-client.permits=7", "resetta.limits.per-account.burst=1");

        assertThat(limits.perClient()).contains(new Rate(7, Duration.ofHours(1), 20));
        assertThat(limits.perAccount()).contains(new Rate(5, Duration.ofHours(1), 1));
        assertThat(limits.perIdentifier()).isEqualTo(Limits.standard().perIdentifier());
        assertThat(bean(Limits.class, "resetta.limits.enabled=false").perClient())
                .isEmpty();
    }

    @Test
    void sharedLimitsAreCountedInTheDatabase() {
        Shop.manual()
                .withPropertyValues("resetta.limits.shared=true", "resetta.keys.secrets.2026-11=" + KEY)
                .run(context -> {
                    assertThat(context).hasSingleBean(RequestLimiter.class);
                    context.getBean(PasswordReset.class).request(ResetRequest.forIdentifier("alice@example.com"));
                    assertThat(rows(context, "resetta_permit")).isPositive();
                });
    }

    @Test
    void accountsAreFoundInTheTableAndTheColumnsThatAreNamed() {
        Shop.manual()
                .withPropertyValues(
                        "resetta.accounts.table=people",
                        "resetta.accounts.id-column=nr",
                        "resetta.accounts.address-column=mail",
                        "resetta.accounts.hash-column=pw",
                        "resetta.accounts.name-column=called",
                        "resetta.accounts.locale-column=speaks",
                        "resetta.accounts.stamp-column=stamp",
                        "resetta.accounts.ignore-case=true",
                        "resetta.accounts.where=active")
                .run(context -> {
                    JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
                    jdbc.execute("CREATE TABLE people AS SELECT 7 AS nr, 'Ada@example.com' AS mail, 'h' AS pw,"
                            + " 'Ada' AS called, 'de' AS speaks, 's' AS stamp, TRUE AS active");
                    jdbc.execute("INSERT INTO people VALUES (8, 'Bob@example.com', 'h', 'Bob', 'de', 's', FALSE)");
                    AccountDirectory accounts = context.getBean(AccountDirectory.class);

                    assertThat(accounts.findByIdentifier("ADA@example.com"))
                            .singleElement()
                            .satisfies(ada -> {
                                assertThat(ada.id()).isEqualTo("7");
                                assertThat(ada.name()).isEqualTo("Ada");
                                assertThat(ada.securityStamp()).contains("s");
                            });
                    assertThat(accounts.findByIdentifier("bob@example.com")).isEmpty();
                });
    }

    @Test
    void theSchemaIsCreatedWhenThePropertySaysSo() {
        assertThat(hasTables()).as("in an embedded database, by default").isTrue();
        assertThat(hasTables("resetta.database.initialize-schema=never")).isFalse();
        assertThat(hasTables(
                        "resetta.database.initialize-schema=embedded",
                        "spring.datasource.url=jdbc:h2:file:./target/h2/" + System.nanoTime()))
                .as("in a file")
                .isFalse();
        assertThat(hasTables(
                        "resetta.database.initialize-schema=always",
                        "spring.datasource.url=jdbc:h2:file:./target/h2/" + System.nanoTime()))
                .isTrue();
    }

    @Test
    void tablesAreNamedAsThePropertiesSay() {
        Shop.manual()
                .withPropertyValues("resetta.database.table-prefix=reset_", "resetta.database.schema=public")
                .run(context -> assertThat(rows(context, "public.reset_token")).isZero());
    }

    @Test
    void passwordsAreAsLongAsThePropertySays() {
        assertThat(bean(PasswordRules.class).minimumLength()).isEqualTo(15);
        assertThat(bean(PasswordRules.class, "resetta.passwords.minimum-length=8")
                        .minimumLength())
                .isEqualTo(8);
    }

    @Test
    void mailsAreWrittenAsThePropertiesSay() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            server.setUser("shop", "secret of the shop");
            MimeMessage mail = mailOf(server);
            String text = GreenMailUtil.getWholeMessage(mail);

            assertThat(mail.getFrom()[0].toString()).isEqualTo("Shop <no-reply@example.com>");
            assertThat(mail.getReplyTo()[0].toString()).contains("help@example.com");
            assertThat(mail.getSubject()).contains("Passwort").contains("Larkspur");
            assertThat(text).contains("ask us at +49");
        } finally {
            server.stop();
        }
    }

    private static MimeMessage mailOf(GreenMail server) {
        Shop.plain()
                .withBean(ManualDeliveryQueue.class)
                .withPropertyValues(
                        "spring.mail.port=" + server.getSmtp().getPort(),
                        "spring.mail.username=shop",
                        "spring.mail.password=secret of the shop",
                        "spring.mail.properties.mail.smtp.localhost=shop.example.com",
                        "resetta.service-name=Larkspur",
                        "resetta.mail.reply-to=help@example.com",
                        "resetta.mail.bounce-address=bounces@example.com",
                        "resetta.mail.contact=ask us at +49",
                        "resetta.mail.default-locale=de",
                        "resetta.mail.zone=Europe/Berlin")
                .run(context -> {
                    context.getBean(PasswordReset.class).request(ResetRequest.forIdentifier("alice@example.com"));
                    assertThat(context.getBean(ManualDeliveryQueue.class).carryOut())
                            .isEmpty();
                });
        return server.getReceivedMessages()[0];
    }

    @Test
    void everyPropertyIsDescribedThereAndInTheGuide() throws Exception {
        String guide = Files.readString(Path.of("../docs/spring-boot.md"));
        try (InputStream file = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            Map<?, ?> metadata = JsonMapper.shared().readValue(file, Map.class);
            assertThat((List<?>) metadata.get("properties"))
                    .hasSizeGreaterThan(40)
                    .allSatisfy(each -> {
                        Map<?, ?> property = (Map<?, ?>) each;
                        assertThat(property.get("name").toString()).startsWith("resetta.");
                        assertThat((String) property.get("description"))
                                .as("description of %s", property.get("name"))
                                .isNotBlank();
                        assertThat(guide).contains("`" + property.get("name") + "`");
                    });
        }
    }

    private static TokenPolicy policy(String... properties) {
        return bean(TokenPolicy.class, properties);
    }

    private static <T> T bean(Class<T> type, String... properties) {
        return from(context -> context.getBean(type), properties);
    }

    private static boolean hasTables(String... properties) {
        return from(
                context -> context.getBean(JdbcTemplate.class)
                                .queryForObject(
                                        "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'RESETTA_TOKEN'",
                                        Integer.class)
                        == 1,
                properties);
    }

    private static <T> T from(Function<ApplicationContext, T> answer, String... properties) {
        Object[] found = new Object[1];
        ApplicationContextRunner shop = Shop.manual().withPropertyValues(properties);
        shop.run(context -> found[0] = answer.apply(context));
        @SuppressWarnings("unchecked")
        T value = (T) found[0];
        return value;
    }

    private static int rows(ApplicationContext context, String table) {
        return context.getBean(JdbcTemplate.class).queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
    }
}
