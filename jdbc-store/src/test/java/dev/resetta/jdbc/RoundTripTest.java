package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult.Changed;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.token.TokenPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent to the database, word for word: a statement more is a round trip more for everybody. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class RoundTripTest {
    @Parameter
    Database database;

    private final RecordingNotifier mailbox = new RecordingNotifier();
    private final ManualDeliveryQueue queue = new ManualDeliveryQueue();
    private Application application;
    private WatchedDataSource watched;
    private PasswordReset issuing;
    private PasswordReset redeeming;

    /** What is asked once in the life of a program has been asked then. */
    @BeforeEach
    void warmUp() {
        application = new Application(database.fresh());
        watched = new WatchedDataSource(application.source).holding(1);
        ResetDatabase resets = ResetDatabase.of(watched.source());
        issuing = application
                .builder(resets, TokenPolicy.oneTime(), queue, mailbox)
                .build();
        redeeming = application
                .builder(resets, TokenPolicy.oneTime(), resets.deliveryQueue().workers(0))
                .build();
        assertThat(Application.redeem(redeeming, tokenFor("bob"))).isEqualTo(new Changed("bob"));
        watched.trips();
    }

    @Test
    void mintingIsOneInsertAndEndingEarlierLinksOneUpsert() {
        tokenFor("alice");

        assertThat(watched.trips())
                .containsExactly(
                        "SELECT users", // who is meant
                        "SELECT users", // the account as it is when the mail is sent
                        "INSERT resetta_token",
                        upsert() + " resetta_slot");
    }

    @Test
    void checkingIsOneStatementOfTheStoreAndOneOfTheAccounts() {
        String token = tokenFor("alice");
        watched.trips();

        assertThat(redeeming.check(token)).isInstanceOf(LinkCheck.Good.class);

        assertThat(watched.trips()).containsExactly("SELECT resetta_token", "SELECT users");
    }

    @Test
    void checkingAnUnknownTokenIsOneStatement() {
        assertThat(redeeming.check("A".repeat(43))).isInstanceOf(LinkCheck.Refused.class);

        assertThat(watched.trips()).containsExactly("SELECT resetta_token");
    }

    @Test
    void redeemingGoesFromTheTokenToTheAccountToTheQueue() {
        String token = tokenFor("alice");
        watched.trips();

        assertThat(Application.redeem(redeeming, token)).isEqualTo(new Changed("alice"));

        List<String> trips = new ArrayList<>(List.of("SELECT resetta_token", "SELECT users", "setAutoCommit"));
        trips.addAll(lockedRead("resetta_token"));
        trips.add("UPDATE resetta_token");
        trips.addAll(List.of(
                "SELECT users",
                "UPDATE users",
                "INSERT resetta_queue_notices", // the warning
                "INSERT resetta_queue_notices", // the end of sessions
                "commit",
                "setAutoCommit"));
        assertThat(watched.trips()).containsExactlyElementsOf(trips);
    }

    @Test
    void aRequestIsOneInsert() {
        redeeming.request(ResetRequest.forIdentifier("alice@example.com"));

        assertThat(watched.trips()).containsExactly("INSERT resetta_queue_requests");
    }

    private String tokenFor(String id) {
        application.clock.advance(java.time.Duration.ofSeconds(1));
        issuing.request(ResetRequest.forIdentifier(id + "@example.com"));
        queue.carryOut();
        return mailbox.lastToken();
    }

    private String upsert() {
        return database == Database.H2 || database.isHsqldb() ? "MERGE" : "INSERT";
    }

    /** HSQLDB knows no select that locks its row. */
    private List<String> lockedRead(String table) {
        return database.isHsqldb() ? List.of("UPDATE " + table, "SELECT " + table) : List.of("SELECT " + table);
    }
}
