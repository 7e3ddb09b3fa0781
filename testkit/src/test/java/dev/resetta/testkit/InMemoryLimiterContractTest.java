package dev.resetta.testkit;

import dev.resetta.limit.RequestLimiter;

/** The limiter in memory keeps the contract. */
class InMemoryLimiterContractTest extends RequestLimiterContract {
    @Override
    protected RequestLimiter createLimiter() {
        return RequestLimiter.inMemory();
    }
}
