package dev.outlay.recommend;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an advice said when somebody decided about it, so that it can be verified when it is no longer given.
///
/// It stands in the details of the decision's event. `promise` is null where none was made; `charges` keep those of
/// the scope. Immutable and thread-safe.
public record Remembered(
        String advisor,
        Category category,
        String title,
        String subject,
        Span span,
        @Nullable Promise promise,
        Worth.ComparedBy comparedBy,
        Share certainty,
        List<Filter> charges) {

    private static final String SCOPE = "scope.";
    // values of one filter are lines; an empty line is the absent value
    private static final String BETWEEN = "\n";

    public Remembered {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(comparedBy, "comparedBy");
        Objects.requireNonNull(certainty, "certainty");
        charges = List.copyOf(charges);
    }

    static Remembered of(Advice advice) {
        return new Remembered(
                advice.finding().advisor(),
                advice.category(),
                advice.title(),
                advice.subject().name(),
                advice.finding().span(),
                advice.worth().promise(),
                advice.worth().comparedBy(),
                advice.certainty().value(),
                advice.subject().charges());
    }

    Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        details.put("advisor", advisor);
        details.put("category", category.text());
        details.put("title", title);
        details.put("about", subject);
        details.put("from", span.from().toString());
        details.put("to", span.to().toString());
        details.put("compared_by", comparedBy.name());
        details.put("confidence", certainty.toString());
        if (promise != null) {
            details.put("currency", promise.baseline().currency());
            details.put("baseline", promise.baseline().amount().toPlainString());
            details.put("saving", promise.saving().amount().toPlainString());
            details.put("low", promise.low().amount().toPlainString());
            details.put("high", promise.high().amount().toPlainString());
            details.put("per", promise.per().name());
        }
        charges.forEach(filter -> details.put(
                SCOPE + filter.dimension().text(),
                String.join(
                        BETWEEN,
                        filter.values().stream()
                                .map(value -> value == null ? "" : value)
                                .sorted()
                                .toList())));
        return details;
    }

    /// What the details of an event tell; empty where they are of another form, as of a later version.
    static Optional<Remembered> of(Map<String, String> details) {
        try {
            return Optional.of(new Remembered(
                    said(details, "advisor"),
                    Category.of(said(details, "category")),
                    said(details, "title"),
                    said(details, "about"),
                    new Span(Instant.parse(said(details, "from")), Instant.parse(said(details, "to"))),
                    details.containsKey("saving") ? promise(details) : null,
                    Worth.ComparedBy.valueOf(said(details, "compared_by")),
                    Share.of(said(details, "confidence")),
                    charges(details)));
        } catch (IllegalArgumentException | java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Promise promise(Map<String, String> details) {
        String currency = said(details, "currency");
        return new Promise(
                Money.of(currency, said(details, "baseline")),
                Money.of(currency, said(details, "saving")),
                Money.of(currency, said(details, "low")),
                Money.of(currency, said(details, "high")),
                Promise.Per.valueOf(said(details, "per")));
    }

    private static List<Filter> charges(Map<String, String> details) {
        List<Filter> filters = new ArrayList<>();
        new TreeMap<>(details).forEach((name, text) -> {
            if (name.startsWith(SCOPE)) {
                Set<@Nullable String> values = new HashSet<>();
                Arrays.stream(text.split(BETWEEN, -1)).forEach(value -> values.add(value.isEmpty() ? null : value));
                filters.add(new Filter(Dimension.of(name.substring(SCOPE.length())), values));
            }
        });
        return filters;
    }

    private static String said(Map<String, String> details, String name) {
        String value = details.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the details of a decision lack " + name);
        }
        return value;
    }
}
