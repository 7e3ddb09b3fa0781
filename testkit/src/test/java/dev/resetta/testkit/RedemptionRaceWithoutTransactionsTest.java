package dev.resetta.testkit;

class RedemptionRaceWithoutTransactionsTest extends RedemptionRaceContract {
    @Override
    protected SharedParts shared() {
        return new InMemoryParts(new StoreWithoutTransactions(), new InMemoryAccounts());
    }
}
