package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.ResetResult;
import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.token.TokenPolicy.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A link of one account, a second account that the caller writes, and what followed. */
final class CallersScene {
    /** Happens while the new password is hashed: after the link was judged first, before it is judged again. */
    Runnable whileHashing = () -> {};

    /** Happens once the updater has written. */
    Consumer<PasswordUpdate> afterUpdate = update -> {};

    private final SharedParts parts;
    private final Kind kind;
    private final Account account;
    private final Account written;
    private final List<String> endedSessions = new ArrayList<>();
    private final Node node;
    private final String token;

    CallersScene(SharedParts parts, Kind kind, String accountId, String writtenId) {
        this.parts = parts;
        this.kind = kind;
        this.account = accountOf(accountId);
        this.written = accountOf(writtenId);
        this.node = Node.of(
                parts,
                PolicyMatrixContract.of(kind),
                this::hash,
                new Updater(),
                changed -> endedSessions.add(changed.accountId()));
        parts.save(account);
        this.token = node.tokenFor(account.address().orElseThrow());
    }

    private static Account accountOf(String id) {
        return Account.of(id, "ada." + id + "@example.com", "old hash").withSecurityStamp("stamp");
    }

    Account account() {
        return account;
    }

    void callerWrites() {
        parts.save(written);
    }

    LinkCheck check() {
        return node.reset.check(token);
    }

    ResetResult redeem() {
        return node.redeem(token, "a new long password");
    }

    void assertThatItIsRedeemed() {
        assertThat(redeem()).isEqualTo(new ResetResult.Changed(account.id()));
    }

    void assertThatTheCallersWriteStands() {
        assertThat(parts.accounts().findById(written.id()))
                .as("what the caller wrote")
                .isPresent();
    }

    void assertThatTheCallersWriteIsUndone() {
        assertThat(parts.accounts().findById(written.id()))
                .as("what the caller wrote")
                .isEmpty();
    }

    void assertThatNothingFollowed() {
        assertThat(endedSessions).as("ended sessions").isEmpty();
        assertThat(node.queue.items()).as("warnings").isEmpty();
    }

    void assertThatAllFollowed() {
        assertThat(endedSessions).as("ended sessions").containsExactly(account.id());
        assertThat(node.queue.items()).as("warnings").hasSize(1);
    }

    void assertThatThePasswordIsOld() {
        assertThat(parts.passwordHash(account.id())).isEqualTo("old hash");
    }

    void assertThatThePasswordIsNew() {
        assertThat(parts.passwordHash(account.id())).startsWith("hash of a new long password ");
        assertThat(check())
                .as("the link of somebody who has used it")
                .isInstanceOf(kind == Kind.REUSABLE ? LinkCheck.Good.class : LinkCheck.Refused.class);
    }

    /** Neither password nor link has changed, nothing followed, and the link can be redeemed yet. */
    void assertThatNothingHappened() {
        assertThatThePasswordIsOld();
        assertThatNothingFollowed();
        assertThat(check()).as("the link").isInstanceOf(LinkCheck.Good.class);
        afterUpdate = update -> {};
        assertThatItIsRedeemed();
        assertThatThePasswordIsNew();
    }

    private String hash(String password) {
        whileHashing.run();
        return Node.hash(password);
    }

    /** The one under test, and what happens afterwards. */
    private final class Updater implements PasswordUpdater {
        @Override
        public boolean update(PasswordUpdate update) {
            boolean isReplaced = parts.updater().update(update);
            afterUpdate.accept(update);
            return isReplaced;
        }

        @Override
        public boolean joinsTransaction() {
            return parts.updater().joinsTransaction();
        }
    }
}
