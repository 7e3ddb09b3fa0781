package dev.resetta.examples.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordRefusedException;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.password.PasswordHasher;
import dev.resetta.testkit.AccountsContract;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.token.TokenStore;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of all accounts, in an LDAP directory, and what these add to it. */
@DisplayName("Accounts in an LDAP directory")
class LdapAccountsTest extends AccountsContract {
    private static final String NEW = "four random long words";

    private final LocalDirectory directory = unchecked(LocalDirectory::new);
    private final LdapAccounts accounts =
            new LdapAccounts(directory.pool(), LocalDirectory.BASE, Filter.createPresenceFilter("uid"));

    @AfterEach
    void stopTheDirectory() {
        directory.close();
    }

    @Override
    protected AccountDirectory createDirectory() {
        return accounts;
    }

    @Override
    protected PasswordUpdater createUpdater() {
        return accounts;
    }

    @Override
    protected String add(String address) {
        return unchecked(() -> directory.add(address.substring(0, address.indexOf('@')), address));
    }

    @Override
    protected void changePassword(String accountId) {
        done(() -> directory.changePassword(accountId, "set by the help desk"));
    }

    @Override
    protected void changeAddress(String accountId, String address) {
        done(() -> directory.set(accountId, "mail", address));
    }

    @Override
    protected void disable(String accountId) {
        done(() -> directory.set(accountId, "pwdAccountLockedTime", "000001010000Z"));
    }

    @Override
    protected void delete(String accountId) {
        done(() -> directory.delete(accountId));
    }

    @Override
    protected PasswordUpdate update(Account judged, String newPassword) {
        return PasswordUpdate.of(judged, null, newPassword, Instant.EPOCH);
    }

    @Override
    protected boolean signsIn(String accountId, String password) {
        return directory.signsIn(accountId, password);
    }

    @Override
    protected boolean comparesInOneStep() {
        return false;
    }

    @Test
    void noInputIsReadAsAFilter() {
        String id = add("ada@example.com");
        for (String typed : new String[] {"*", "a*", "ada)(uid=*", "*)(|(objectClass=*", "ada\\2a", "\\61da"}) {
            assertThat(accounts.findByIdentifier(typed)).as(typed).isEmpty();
            assertThat(accounts.findById(typed)).as(typed).isEmpty();
        }
        done(() -> directory.add("o'hara*(x)\\", "strange@example.com"));
        assertThat(accounts.findByIdentifier("o'hara*(x)\\")).hasSize(1);
        assertThat(accounts.findByIdentifier("ADA")).extracting(Account::id).containsExactly(id);
    }

    @Test
    void whoIsNotAmongThePeopleIsNotFound() {
        String id = add("ada@example.com");
        LdapAccounts staff = new LdapAccounts(
                directory.pool(), LocalDirectory.BASE, Filter.createEqualityFilter("employeeType", "staff"));
        assertThat(staff.findById(id)).isEmpty();
        assertThat(staff.findByIdentifier("ada")).isEmpty();
        assertThat(staff.update(update(accounts.findById(id).orElseThrow(), NEW)))
                .isFalse();
        assertThat(directory.signsIn(id, "the old password")).isTrue();
    }

    @Test
    void furtherAddressesLearnOfAChangeOnly() {
        String id = add("ada@example.com");
        done(() -> directory.set(id, "mail", "ada@example.com", "ada@home.example.com"));
        Account ada = accounts.findById(id).orElseThrow();
        assertThat(ada.address()).contains("ada@example.com");
        assertThat(ada.noticeAddresses()).containsExactly("ada@home.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "PASSWORD_IN_HISTORY, directory.history",
        "PASSWORD_TOO_SHORT, directory.short",
        "INSUFFICIENT_PASSWORD_QUALITY, directory.quality",
        "PASSWORD_TOO_YOUNG, directory.young",
        "PASSWORD_MOD_NOT_ALLOWED, directory.policy"
    })
    void whyTheDirectoryRefusesAPasswordIsTold(DraftBeheraLDAPPasswordPolicy10ErrorType reason, String code) {
        String id = add("ada@example.com");
        directory.answer(
                ResultCode.CONSTRAINT_VIOLATION, new DraftBeheraLDAPPasswordPolicy10ResponseControl(null, -1, reason));
        assertThatThrownBy(() -> accounts.update(update(accounts.findById(id).orElseThrow(), NEW)))
                .isInstanceOfSatisfying(
                        PasswordRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code))
                .hasMessageNotContainingAny(NEW, "own words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"53", "50", "51", "52", "32", "10"})
    void aClearNoIsToldAsOne(int code) {
        String id = add("ada@example.com");
        directory.answer(ResultCode.valueOf(code));
        assertThat(accounts.update(update(accounts.findById(id).orElseThrow(), NEW)))
                .isFalse();
    }

    @Test
    void aRefusedPasswordDoesNotCostTheLink() {
        String id = add("ada@example.com");
        withLink((reset, token) -> {
            directory.answer(ResultCode.CONSTRAINT_VIOLATION);
            assertThat(reset.redeem(ResetSubmission.forToken(token).password(NEW)))
                    .isInstanceOf(ResetResult.PasswordRefused.class);
            assertThat(reset.check(token)).isInstanceOf(LinkCheck.Good.class);
            assertThat(directory.signsIn(id, "the old password")).isTrue();
        });
    }

    @Test
    void aLinkChangesThePasswordOnce() {
        String id = add("ada@example.com");
        withLink((reset, token) -> {
            assertThat(reset.redeem(ResetSubmission.forToken(token).password(NEW)))
                    .isEqualTo(new ResetResult.Changed(id));
            assertThat(directory.signsIn(id, NEW)).isTrue();
            assertThat(reset.redeem(ResetSubmission.forToken(token).password("five other long words")))
                    .isEqualTo(new ResetResult.LinkRefused(LinkProblem.USED));
        });
    }

    @Test
    void aLinkIsDeadIfTheDirectoryDidNotSayWhatItDid() {
        String id = add("ada@example.com");
        withLink((reset, token) -> {
            directory.breakDown();
            assertThatThrownBy(
                            () -> reset.redeem(ResetSubmission.forToken(token).password(NEW)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContainingAny(NEW, token);
            assertThat(reset.check(token)).isNotInstanceOf(LinkCheck.Good.class);
            assertThat(directory.signsIn(id, NEW)).isTrue();
        });
    }

    private interface Story {
        void tell(PasswordReset reset, String token);
    }

    private void withLink(Story story) {
        RecordingNotifier mail = new RecordingNotifier();
        ManualDeliveryQueue queue = new ManualDeliveryQueue();
        try (PasswordReset reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(accounts)
                .passwordHasher(PasswordHasher.none())
                .tokenStore(TokenStore.inMemory())
                .notifier(mail)
                .deliveryQueue(queue)
                .endSessions(changed -> {})
                .build()) {
            reset.request(ResetRequest.forIdentifier("ada"));
            queue.carryOut();
            story.tell(reset, mail.lastToken());
        }
    }

    private interface Act<T> {
        T run() throws LDAPException;
    }

    private interface Step {
        void run() throws LDAPException;
    }

    private static void done(Step step) {
        unchecked(() -> {
            step.run();
            return true;
        });
    }

    private static <T> T unchecked(Act<T> act) {
        try {
            return act.run();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }
}
