package dev.outlay.report;

import dev.outlay.recommend.Advice;
import dev.outlay.recommend.Advisor;
import dev.outlay.recommend.Advisors;
import dev.outlay.recommend.Inquiry;
import dev.outlay.units.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What each advisor asks, how much it found, and which figures it lacks where it says nothing.
final class AdvisorsReport implements Report {

    private static final Duration DEFAULT = Duration.ofDays(30);

    @Override
    public String name() {
        return "advisors";
    }

    @Override
    public String description() {
        return "What each advisor asks of the ledger, what it found, and what it lacks where it says nothing.";
    }

    @Override
    public List<Parameter> parameters() {
        return Period.PARAMETERS;
    }

    @Override
    public List<String> examples() {
        return List.of("report advisors    # who advises on what, and which figures are missing");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Span asked = Period.of(parameters, desk.now());
        Span span = asked == null ? Period.upTo(desk.now(), DEFAULT) : asked;
        var inquiry = new Inquiry(desk.ledger(), desk.catalog(), desk.cards().get(), span, desk.now());
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Advisor advisor : Advisors.ALL) {
            long found;
            try (Stream<Advice> advice = advisor.advise(inquiry)) {
                found = advice.count();
            }
            String lacks = found > 0 ? null : advisor.lacks(inquiry).orElse("nothing: it looked and found no case");
            rows.add(Arrays.asList(
                    advisor.name(), advisor.category().text(), advisor.asks(), Long.toString(found), lacks));
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("from", span.from().toString());
        heading.put("to", span.to().toString());
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("advisor"),
                        Column.text("category"),
                        Column.text("asks"),
                        Column.decimal("found", null),
                        Column.text("lacks")),
                rows,
                List.of("docs/reference/advisors.md says how each of them decides and where its thresholds are from"));
    }
}
