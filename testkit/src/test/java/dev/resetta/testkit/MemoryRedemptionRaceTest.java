package dev.resetta.testkit;

class MemoryRedemptionRaceTest extends RedemptionRaceContract {
    @Override
    protected SharedParts shared() {
        return SharedParts.inMemory();
    }
}
