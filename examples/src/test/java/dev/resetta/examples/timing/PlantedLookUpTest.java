package dev.resetta.examples.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.DeliveryQueue;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What most systems do: look the account up, and mail, while the person who asked waits. */
@Tag("timing")
class PlantedLookUpTest {
    private static final int TIMES = 300;

    @Test
    void aPlantedSynchronousLookUpIsFlagged() {
        try (Scene scene = new Scene(new OnTheSpot(), new Post(Duration.ofMillis(2)))) {
            Contrast contrast = Contrast.of(TIMES, i -> scene.request("known" + i), i -> scene.request("nobody" + i));

            Figures.tell("planted, everything on the spot: known and unknown", contrast);
            assertThat(contrast.isTelling()).as("%s", contrast).isTrue();
        }
    }

    /** Carries each item out before it answers. */
    private static final class OnTheSpot implements DeliveryQueue {
        private Worker worker;

        @Override
        public void start(Worker worker) {
            this.worker = worker;
        }

        @Override
        public boolean submit(Lane lane, String item) {
            worker.work(item, 1);
            return true;
        }

        @Override
        public void close() {}
    }
}
