package dev.resetta.examples.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.DeliveryQueue;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stranger with a mailbox of his own asks fifty times for somebody, then for himself, and waits for his mail. */
@Tag("timing")
class ArrivalTest {
    private static final int TIMES = 150;
    private static final Duration DELIVERY = Duration.ofMillis(20);

    @Test
    void onesOwnMailComesAsSoonAfterFiftyRequestsForSomebodyAsForNobody() {
        Contrast contrast = measured(DeliveryQueue.inMemory());

        Figures.tell("arrival of one's own mail after fifty requests for known and unknown, memory queue", contrast);
        assertThat(contrast.isTelling()).as("%s", contrast).isFalse();
    }

    @Test
    void aPlantedSingleLaneIsFlagged() {
        Contrast contrast = measured(new SingleLane());

        Figures.tell("planted, a single lane: arrival of one's own mail after fifty requests", contrast);
        assertThat(contrast.isTelling()).as("%s", contrast).isTrue();
    }

    private static Contrast measured(DeliveryQueue queue) {
        Post post = new Post(DELIVERY);
        try (Scene scene = new Scene(queue, post)) {
            return Contrast.of(
                    TIMES,
                    i -> scene.arrivalAfterFlood(post, "known" + i, "own-one-" + i),
                    i -> scene.arrivalAfterFlood(post, "nobody" + i, "own-other-" + i));
        }
    }
}
