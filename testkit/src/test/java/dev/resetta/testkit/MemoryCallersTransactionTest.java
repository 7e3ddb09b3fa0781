package dev.resetta.testkit;

import java.util.function.BooleanSupplier;

/** The store in memory, with accounts that take part in its units; these are the caller's transactions, too. */
class MemoryCallersTransactionTest extends CallersTransactionContract {
    private TransactionalParts parts;

    TransactionalParts parts() {
        return new TransactionalParts();
    }

    @Override
    protected SharedParts shared() {
        parts = parts();
        return parts;
    }

    @Override
    protected boolean inTransaction(BooleanSupplier work) {
        return parts.transactionally(work);
    }
}
