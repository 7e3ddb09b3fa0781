package dev.resetta.spring;

import dev.resetta.ResetEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;

/** An application's listener, which keeps what it is told. */
class RecordedEvents {
    final List<ResetEvent> all = new CopyOnWriteArrayList<>();

    @EventListener
    void on(ResetEvent event) {
        all.add(event);
    }
}
