package dev.outlay.connect.duckdb;

import dev.outlay.connect.sql.FactTable;
import dev.outlay.connect.sql.Question;
import dev.outlay.connect.sql.TotalsSql;
import dev.outlay.ledger.Arrivals;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Filter;
import dev.outlay.units.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jooq.SQLDialect;

/// The facts of one table or several, merged in order of time and id.
final class OrderedFacts implements Iterator<Fact> {

    private static final Comparator<FactStream> BY_TIME = Comparator.comparing(
            FactStream::peek,
            Comparator.comparing(Fact::at).thenComparing(fact -> fact.origin().id()));

    private final List<FactStream> streams = new ArrayList<>();

    OrderedFacts(Readers readers, List<FactTable> tables, Span span, List<Filter> filters) {
        var questions = new TotalsSql(SQLDialect.DUCKDB);
        try {
            for (FactTable table : tables) {
                streams.add(new FactStream(
                        table,
                        readers,
                        connection -> Windows.of(connection, questions.hours(table, span, filters)).stream()
                                .map(window -> questions.facts(table, span, filters, window))
                                .iterator()));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// The facts of one table at some places, in the order in which they came.
    OrderedFacts(Readers readers, FactTable table, Arrivals arrivals) {
        Question question = new TotalsSql(SQLDialect.DUCKDB).arrived(table, arrivals);
        streams.add(new FactStream(table, readers, _ -> List.of(question).iterator()));
    }

    Stream<Fact> stream() {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(this::close);
    }

    @Override
    public boolean hasNext() {
        return streams.stream().anyMatch(FactStream::hasNext);
    }

    @Override
    public Fact next() {
        if (streams.size() == 1) {
            return streams.getFirst().next();
        }
        return streams.stream()
                .filter(FactStream::hasNext)
                .min(BY_TIME)
                .orElseThrow(NoSuchElementException::new)
                .next();
    }

    private void close() {
        streams.forEach(FactStream::close);
    }
}
