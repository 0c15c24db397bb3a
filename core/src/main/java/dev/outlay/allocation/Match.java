package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// One machine over a stretch of time for which it was both metered and billed.
///
/// `metered` are the charges rated from its usage, idle time among them; `lines` what the bill says of it;
/// `covered` the time that the bill covers, in order and apart from each other. Immutable and thread-safe.
public record Match(Node node, List<Charge> metered, List<Charge> lines, List<Span> covered) {

    // hours of anything, but no gigabyte-months: what tells the price of a machine from that of its disk and
    // traffic
    private static final Pattern TIME = Pattern.compile(
            "(?i)(\\d+ ?)?((gpu|instance|vm|machine|node|core|vcpu|on demand)[- ]?)?(hour|hr|second|sec|minute|min|day|month)s?");

    public Match {
        metered = List.copyOf(metered);
        lines = List.copyOf(lines);
        covered = List.copyOf(covered);
    }

    /// Whether a line is the price of holding a machine, which replaces what was metered, and not a credit, a tax,
    /// traffic or a correction beside it.
    public static boolean covers(Charge line) {
        String category = line.terms().chargeCategory();
        return (category == null || category.equals("Usage")) && !Revisions.isProvidersCorrection(line) && isTime(line);
    }

    /// Whether a quantity of a line counts time, or it says no quantity.
    private static boolean isTime(Charge line) {
        String consumed = line.terms().consumedUnit();
        String pricing = line.terms().pricingUnit();
        String unit = consumed == null ? pricing : consumed;
        return unit == null || TIME.matcher(unit.strip()).matches();
    }

    /// Spans put together where they touch or overlap, in order.
    static List<Span> together(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        spans.stream().sorted(Comparator.comparing(Span::from)).forEach(span -> {
            if (!merged.isEmpty() && !span.from().isAfter(merged.getLast().to())) {
                Span last = merged.removeLast();
                merged.add(new Span(last.from(), span.to().isAfter(last.to()) ? span.to() : last.to()));
            } else {
                merged.add(span);
            }
        });
        return merged;
    }

    /// The seconds of a charge that lie in some spans, which do not overlap each other.
    static BigDecimal seconds(Charge charge, List<Span> spans) {
        return spans.stream()
                .flatMap(span -> charge.period().intersection(span).stream())
                .map(Span::seconds)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// The spans of this match that lie in another.
    List<Span> coveredIn(Span span) {
        return covered.stream()
                .flatMap(part -> part.intersection(span).stream())
                .toList();
    }

    /// An amount of a charge, for the part of its period that lies in a span.
    static Money part(Money amount, Charge charge, Span span) {
        Span part = charge.period().intersection(span).orElseThrow();
        return part.equals(charge.period())
                ? amount
                : amount.times(part.seconds()).dividedBy(charge.period().seconds());
    }
}
