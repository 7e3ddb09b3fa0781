package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.testkit.InMemoryAccounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A table that is not there is told at the start, and not at the first mail. */
@ExtendWith(OutputCaptureExtension.class)
class TablesCheckTest {
    private static final String LINKS = "Resetta's tables cannot be read: ";
    private static final String ACCOUNTS = "The table of the accounts cannot be read: ";
    private static final String NEVER = "resetta.database.initialize-schema=never";

    @Test
    void nothingIsSaidWhereAllIsThere(CapturedOutput output) {
        start(Shop.manual());

        assertThat(output).doesNotContain(LINKS).doesNotContain(ACCOUNTS);
    }

    @Test
    void missingTablesAreTold(CapturedOutput output) {
        start(Shop.manual().withPropertyValues(NEVER));

        assertThat(output).contains(LINKS, "RESETTA_", ". Set resetta.database.initialize-schema=always");
    }

    @Test
    void anotherTableOfAccountsIsTold(CapturedOutput output) {
        start(Shop.manual().withPropertyValues("resetta.accounts.table=peopel"));

        assertThat(output).contains(ACCOUNTS, "PEOPEL", "resetta.accounts").doesNotContain(LINKS);
    }

    @Test
    void anotherColumnIsTold(CapturedOutput output) {
        start(Shop.manual().withPropertyValues("resetta.accounts.hash-column=pasword"));

        assertThat(output).contains(ACCOUNTS, "PASWORD");
    }

    @Test
    void whatIsNotUsedIsNotLookedAt(CapturedOutput output) {
        start(Shop.manual()
                .withBean(InMemoryAccounts.class)
                .withPropertyValues(
                        NEVER,
                        "resetta.policy=hash-bound",
                        "resetta.keys.secrets.a=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));

        assertThat(output).doesNotContain(LINKS).doesNotContain(ACCOUNTS);
    }

    /** In every case. */
    private static void start(ApplicationContextRunner shop) {
        shop.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(AccountDirectory.class)
                .hasSingleBean(PasswordUpdater.class));
    }
}
