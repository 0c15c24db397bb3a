package dev.outlay.budget;

import dev.outlay.ledger.Event;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.RuledLedger;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that was decided about asks, kept in memory and moved by each event that is written, so that an ask
/// is decided without reading the ledger.
///
/// A step computes its events while nothing else is appended; only when they are written does the state move. Where
/// writing fails, all is read anew. Not thread-safe: [Admissions] lets one in at a time.
final class Docket {

    /// Computes what is to be written from where things stand.
    interface Step {
        void take(Docket docket, Writing writing);
    }

    private final Supplier<? extends LedgerReader> ledgers;
    private final Pen pen;
    private final Supplier<OwnerRules> rules;
    private final Supplier<BudgetBook> budgets;
    private @Nullable Book book;
    private @Nullable Position position;
    // reservations that no longer count, of which that is not written yet
    private final List<Position.Due> overdue = new ArrayList<>();
    private volatile boolean stale;

    /// What appends to the ledger that is asked.
    interface Pen {
        void append(Reading reading) throws SourceException;
    }

    Docket(
            Supplier<? extends LedgerReader> ledgers,
            Pen pen,
            Supplier<OwnerRules> rules,
            Supplier<BudgetBook> budgets) {
        this.ledgers = ledgers;
        this.pen = pen;
        this.rules = rules;
        this.budgets = budgets;
    }

    /// The events that a step writes, each told the number that it has in its topic.
    static final class Writing {

        private final List<Event> events = new ArrayList<>();
        private final long first;

        private Writing(long first) {
            this.first = first;
        }

        void write(LongFunction<Event> event) {
            events.add(event.apply(first + events.size()));
        }
    }

    /// Charges or runs were appended: what was spent of holds, and which runs ended, is read again when next
    /// needed.
    void heard() {
        stale = true;
    }

    Book book() {
        Book kept = book;
        if (kept != null) {
            return kept;
        }
        var fresh = new Book();
        read(ledgers.get(), Span.EVER).forEach(fresh::apply);
        book = fresh;
        return fresh;
    }

    /// All events about asks in a span, in the order in which they were written.
    static List<Event> read(LedgerReader ledger, Span span) {
        try (Stream<Event> events = ledger.facts(Event.class, span)) {
            return events.filter(event -> event.topic().equals(ReservationEvents.TOPIC))
                    .sorted(Comparator.comparing(event -> event.origin().id()))
                    .toList();
        }
    }

    Tree tree() {
        return budgets.get().tree();
    }

    /// Where reservations stand at an instant; what no longer counts then is taken out.
    Position position(Instant now) {
        Position kept = position;
        if (kept == null || stale) {
            // before reading: what is appended meanwhile is read the next time
            stale = false;
            LedgerReader ledger = RuledLedger.of(ledgers.get(), rules.get());
            kept = new Position(book(), Draws.of(ledger, tree(), book().reserved()));
            position = kept;
            overdue.clear();
        }
        overdue.addAll(kept.leaveOverdue(now));
        return kept;
    }

    /// What would be decided about an ask at an instant.
    Decision decision(Ask ask, Instant now) {
        Position standing = position(now);
        BudgetBook known = budgets.get();
        Payer payer = Asker.payer(ask.who()).under(rules.get());
        List<Bound> bounds = new ArrayList<>();
        for (Budget budget : known.over(payer, now)) {
            known.spent(budget, now).ifPresent(spent -> bounds.add(new Bound(budget, spent.period(), spent.amount())));
        }
        return new Decider(new Figures(ask, book(), standing), now).decide(ask, bounds);
    }

    /// Takes a step and writes its events, after those of what no longer counts.
    void append(Instant now, Step step) throws SourceException {
        // what takes long, and what others read of the same ledger meanwhile, is read before all others wait
        position(now);
        Writing[] written = new Writing[1];
        Reading reading = consumer -> {
            position(now);
            var writing = new Writing(book().next());
            written[0] = writing;
            overdue.forEach(due -> writing.write(number -> ReservationEvents.event(
                    number,
                    due.at(),
                    due.reservation().id(),
                    ReservationEvents.RELEASED,
                    null,
                    Map.of("why", due.over().text()))));
            step.take(this, writing);
            writing.events.forEach(consumer);
        };
        try {
            pen.append(reading);
        } catch (SourceException | RuntimeException e) {
            // whether anything of it was written is for the ledger to say
            book = null;
            position = null;
            throw e;
        }
        overdue.clear();
        written[0].events.forEach(event -> moved(event, now));
    }

    private void moved(Event event, Instant now) {
        book().apply(event);
        switch (event.verb()) {
            case ReservationEvents.RESERVED -> position(now).enter(ReservationEvents.reservation(event));
            case ReservationEvents.RELEASED -> position(now).leave(event.subject());
            default -> {
                // nothing is set aside or let go
            }
        }
    }

    /// Where budgets stand for one ask, which does not stand in its own way.
    private record Figures(Ask ask, Book book, Position position) implements Decider.Figures {

        @Override
        public BigDecimal reserved(Bound bound) {
            BigDecimal reserved = position.reserved(bound.name());
            Position.Due own = position.counting(ask.id());
            return own == null
                    ? reserved
                    : reserved.subtract(own.reservation().holds().stream()
                            .filter(hold -> hold.budget().equals(bound.name()))
                            .map(hold -> position.remaining(own.reservation(), hold))
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }

        @Override
        public AdmissionPolicy policy(String budget) {
            return book.policy(budget);
        }

        @Override
        public @Nullable Instant graceBegan(Bound bound) {
            return book.graceBegan(bound.name(), bound.period());
        }

        @Override
        public List<Consent> consents(String subject) {
            return book.consents(subject);
        }
    }
}
