package dev.resetta.testkit;

import dev.resetta.delivery.DeliveryQueue;

/** The queue in memory keeps the contract. */
class InMemoryQueueContractTest extends DeliveryQueueContract {
    @Override
    protected DeliveryQueue createQueue() {
        return DeliveryQueue.inMemory();
    }

    @Override
    protected int room() {
        return 10_000;
    }
}
