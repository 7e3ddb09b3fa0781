package dev.resetta.testkit;

class MemoryPolicyMatrixTest extends PolicyMatrixContract {
    @Override
    protected SharedParts shared() {
        return SharedParts.inMemory();
    }

    @Override
    protected void tell(String table) {
        System.out.println(table);
    }
}
