package dev.resetta.examples.replays;

import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.BOB;
import static dev.resetta.examples.replays.Application.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.ResetResult;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The thief who writes the tables, signing keys being elsewhere: no row he edits, copies or makes up redeems anything. */
class DatabaseWriterReplayTest {
    private static final String REDEEMS_NOTHING = "an edited row redeems nothing";
    private static final List<TokenPolicy> STORED = List.of(TokenPolicy.oneTime(), TokenPolicy.reusableUntilExpiry());

    /** Bob is the thief: his own link is out, and he knows its token. */
    private static void edited(TestDatabase database, Application app, String edit, Object... values) {
        String token = app.tokenFor(BOB);
        assertThat(database.write("UPDATE resetta_token SET " + edit + " WHERE account_id = '18'", values))
                .as(edit)
                .isPositive();
        assertThat(app.redeems(token)).as(REDEEMS_NOTHING + ": " + edit).isFalse();
        assertThat(app.isUntouched(ADA)).as(REDEEMS_NOTHING + ": " + edit).isTrue();
    }

    @Replay(
            value = {"CVE-2025-54535", "CVE-2024-51478", "CVE-2023-22894", "CVE-2021-22911"},
            how =
                    "the thief who writes: eleven edits of the row of his own link, on which account, until when, how often, which seal")
    void editedRows() {
        for (TokenPolicy policy : STORED) {
            for (String edit : List.of(
                    "account_id = '17'",
                    "account_id = '17', key_id = ''",
                    "expires_at = expires_at + 60000",
                    "issued_at = issued_at - 1",
                    "issued_at = issued_at + 1, expires_at = expires_at + 1",
                    "kind = CASE kind WHEN 'ONE_TIME' THEN 'REUSABLE' ELSE 'ONE_TIME' END",
                    "seal = CAST(X'" + "00".repeat(32) + "' AS BINARY(32))",
                    "seal = digest",
                    "realm = 'staff'",
                    "number = number + 1",
                    "slot = digest")) {
                TestDatabase database = TestDatabase.h2();
                edited(database, database.application(policy), edit);
            }
        }
    }

    private static void revivals(TestDatabase database, Application app) {
        String used = app.tokenFor(ADA);
        assertThat(app.redeems(used)).isTrue();
        database.write(
                "UPDATE users SET password_hash = ? WHERE id = '17'",
                ADA.passwordHash().orElseThrow());
        database.write("UPDATE resetta_token SET state = 'LIVE', uses = 0");
        assertThat(app.redeem(used, Application.OTHER)).as(REDEEMS_NOTHING).isNotInstanceOf(ResetResult.Changed.class);

        String cancelled = app.tokenFor(ADA);
        assertThat(app.reset().cancel(app.mailbox.lastCancelToken())).isTrue();
        database.write("UPDATE resetta_token SET state = 'LIVE', uses = 0");
        assertThat(app.redeems(cancelled)).as(REDEEMS_NOTHING).isFalse();

        String expired = app.tokenFor(ADA);
        app.clock.advance(app.policy.lifetime());
        database.write("UPDATE resetta_token SET expires_at = ?", app.clock.millis() + 1000);
        assertThat(app.redeems(expired)).as(REDEEMS_NOTHING).isFalse();

        String replaced = app.tokenFor(ADA);
        app.tokenFor(ADA);
        database.write("UPDATE resetta_token SET number = number + 9000000000000");
        assertThat(app.redeems(replaced)).as(REDEEMS_NOTHING).isFalse();
    }

    @Replay(
            value = {"CVE-2025-54535", "CVE-2024-41888"},
            how =
                    "the thief who writes: marks of use, cancellation, expiry and replacement are cleared, and the old hash is put back")
    void clearedMarks() {
        TestDatabase database = TestDatabase.h2();
        revivals(database, database.application(TokenPolicy.oneTime()));
    }

    @Planted(
            value = {"CVE-2025-54535", "CVE-2024-41888"},
            how = "a store that leaves the seal in the row of a used link")
    void plantedSeal() {
        TestDatabase database = TestDatabase.h2();
        Application app = database.application(TokenPolicy.oneTime());
        app.store = new ForwardingStore(app.store) {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                return super.swap(
                        seen,
                        new StoredToken(
                                next.digest(),
                                next.cancelDigest(),
                                next.slot(),
                                next.number(),
                                next.realm(),
                                next.accountId(),
                                next.kind(),
                                next.keyId(),
                                seen.seal(),
                                next.issuedAt(),
                                next.expiresAt(),
                                next.uses(),
                                next.state()));
            }
        };
        Caught.by(REDEEMS_NOTHING, () -> revivals(database, app));
    }

    /** A row for a token that the thief has made up, as like to a good one of the victim's as he can make it. */
    private static void madeUp(TestDatabase database, Application app) throws Exception {
        app.tokenFor(ADA);
        app.tokenFor(BOB);
        byte[] token = new byte[32];
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(token);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        for (Map<String, Object> model : database.read("SELECT * FROM resetta_token")) {
            for (Object seal : List.of(model.get("seal"), digest, new byte[32])) {
                for (String key : List.of("k", "")) {
                    database.write(
                            "INSERT INTO resetta_token VALUES (?, ?, ?, ?, '', '17', ?, ?, ?, ?, ?, 0, 'LIVE')",
                            digest,
                            digest,
                            model.get("slot"),
                            (long) model.get("number") + 1,
                            model.get("kind"),
                            key,
                            seal,
                            model.get("issued_at"),
                            model.get("expires_at"));
                    assertThat(app.redeem(text, NEW)).as(REDEEMS_NOTHING).isInstanceOf(ResetResult.LinkRefused.class);
                    database.write("DELETE FROM resetta_token WHERE digest = ?", (Object) digest);
                }
            }
        }
        assertThat(app.isUntouched(ADA)).as(REDEEMS_NOTHING).isTrue();
    }

    @Replay(
            value = {"CVE-2025-54535", "CVE-2024-51478", "CVE-2023-22894"},
            how =
                    "the thief who writes: twelve rows of his own for a token he knows, with copied, empty and made-up seals")
    void insertedRows() throws Exception {
        for (TokenPolicy policy : STORED) {
            TestDatabase database = TestDatabase.h2();
            madeUp(database, database.application(policy));
        }
    }

    /** The digest of the thief's own token goes into the victim's row, whole rows and seals are exchanged. */
    private static void copied(TestDatabase database, Application app) {
        String own = app.tokenFor(BOB);
        app.tokenFor(ADA);
        Map<String, Object> bobs = database.read("SELECT * FROM resetta_token WHERE account_id = '18'")
                .get(0);
        database.write("DELETE FROM resetta_token WHERE account_id = '18'");
        database.write("UPDATE resetta_token SET digest = ? WHERE account_id = '17'", bobs.get("digest"));
        assertThat(app.redeems(own)).as(REDEEMS_NOTHING).isFalse();
        database.write(
                "UPDATE resetta_token SET seal = ?, slot = ?, number = ?",
                bobs.get("seal"),
                bobs.get("slot"),
                bobs.get("number"));
        assertThat(app.redeems(own)).as(REDEEMS_NOTHING).isFalse();
        assertThat(app.isUntouched(ADA)).as(REDEEMS_NOTHING).isTrue();
    }

    @Replay(
            value = {"CVE-2025-54535", "CVE-2021-25957"},
            how =
                    "the thief who writes: the digest of his own token in the row of the victim, then his seal and slot, too")
    void copiedRows() {
        for (TokenPolicy policy : STORED) {
            TestDatabase database = TestDatabase.h2();
            copied(database, database.application(policy));
        }
    }

    @Replay(value = "CVE-2026-52809", how = "the thief who writes: a day more for a link that has expired already")
    void laterExpiry() {
        for (TokenPolicy policy : STORED) {
            TestDatabase database = TestDatabase.h2();
            Application app = database.application(policy);
            String token = app.tokenFor(ADA);
            app.clock.advance(policy.lifetime().plus(Duration.ofMinutes(1)));
            database.write("UPDATE resetta_token SET expires_at = expires_at + 86400000");
            assertThat(app.redeems(token)).as(REDEEMS_NOTHING).isFalse();
        }
    }
}
