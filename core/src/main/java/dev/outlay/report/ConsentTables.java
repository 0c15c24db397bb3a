package dev.outlay.report;

import dev.outlay.budget.Consent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a consent is written.
final class ConsentTables {

    private ConsentTables() {}

    static Table of(Consent consent) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("consent", consent.kind().name().toLowerCase(Locale.ROOT));
        heading.put("for", consent.subject());
        heading.put("by", consent.by());
        heading.put("why", consent.why());
        heading.put("from", consent.from().toString());
        heading.put("until", consent.until().toString());
        List<List<@Nullable String>> rows = new ArrayList<>();
        consent.amounts().forEach((budget, amount) -> rows.add(List.of(budget, Texts.money(amount))));
        return Table.of(
                "budget-consent",
                heading,
                List.of(Column.text("budget"), Column.decimal("at_most", null)),
                rows,
                consent.kind() == Consent.Kind.OVERRIDE && consent.amounts().isEmpty()
                        ? List.of("without bound: every ask is let through until then")
                        : List.of());
    }
}
