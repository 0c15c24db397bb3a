package dev.outlay.connect.duckdb;

import dev.outlay.connect.sql.FactTable;
import dev.outlay.ledger.Fact;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/// The facts of one table, fetched a page at a time so that memory stays bounded.
final class FactStream implements Iterator<Fact>, AutoCloseable {

    private static final int PAGE = 2_000;

    private final FactTable table;
    private final Readers readers;
    private final Readers.Asked asked;
    private final Queue<Fact> page = new ArrayDeque<>();
    private boolean ended;

    FactStream(FactTable table, Readers readers, Readers.Questions questions) {
        this.table = table;
        this.readers = readers;
        this.asked = readers.ask(questions);
    }

    @Override
    public boolean hasNext() {
        if (page.isEmpty() && !ended) {
            List<Fact> next = readers.on(this::fetch);
            ended = next.size() < PAGE;
            page.addAll(next);
        }
        return !page.isEmpty();
    }

    @Override
    public Fact next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.remove();
    }

    /// The next fact without taking it.
    Fact peek() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.element();
    }

    @Override
    public void close() {
        asked.close();
    }

    private List<Fact> fetch() throws SQLException {
        List<Fact> facts = new ArrayList<>();
        do {
            asked.read(rows -> {
                var row = new StreamRow(rows);
                while (facts.size() < PAGE && row.next()) {
                    facts.add(table.read(row));
                }
                return facts;
            });
        } while (facts.size() < PAGE && asked.next());
        return facts;
    }
}
