package dev.outlay.ledger;

class MemoryLedgerTest implements LedgerContract {

    @Override
    public Ledger empty() {
        return new MemoryLedger();
    }
}
