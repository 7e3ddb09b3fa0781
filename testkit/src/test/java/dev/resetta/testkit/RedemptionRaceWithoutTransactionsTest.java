package dev.resetta.testkit;

class RedemptionRaceWithoutTransactionsTest extends RedemptionRaceContract {
    @Override
    protected SharedParts shared() {
        return SharedParts.of(new StoreWithoutTransactions());
    }
}
