package dev.resetta.examples.timing;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notifier;
import dev.resetta.token.TokenStore;
import java.util.concurrent.CountDownLatch;

/** An application whose answers are timed. Every limit but that of clients, who are not named here, is the standard one. */
final class Scene implements AutoCloseable {
    private static final int FLOOD = 50;

    private final PasswordReset reset;

    Scene(DeliveryQueue queue, Notifier notifier) {
        People people = new People();
        reset = PasswordReset.builder()
                .resetLink("https://shop.example/reset?token={token}")
                .accounts(people)
                .passwordUpdater(people)
                .passwordHasher(password -> password)
                .tokenStore(TokenStore.inMemory())
                .deliveryQueue(queue)
                .notifier(notifier)
                .build();
    }

    /** How long the answer to one request takes. */
    long request(String identifier) {
        long begin = System.nanoTime();
        reset.request(ResetRequest.forIdentifier(identifier));
        return System.nanoTime() - begin;
    }

    /** Asks for somebody often enough to be throttled. */
    void flood(String identifier) {
        for (int i = 0; i < FLOOD; i++) {
            request(identifier);
        }
    }

    /** How long the stranger's own mail takes after a flood of requests for somebody else. */
    long arrivalAfterFlood(Post post, String somebody, String own) {
        CountDownLatch arrival = post.expect(own);
        flood(somebody);
        long begin = System.nanoTime();
        request(own);
        Post.await(arrival);
        return System.nanoTime() - begin;
    }

    @Override
    public void close() {
        reset.close();
    }
}
