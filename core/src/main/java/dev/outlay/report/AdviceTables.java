package dev.outlay.report;

import dev.outlay.ledger.Owner;
import dev.outlay.recommend.Advice;
import dev.outlay.recommend.AdviceCase;
import dev.outlay.recommend.Evidence;
import dev.outlay.recommend.Outcome;
import dev.outlay.recommend.Promise;
import dev.outlay.recommend.Together;
import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How advice is laid out in tables: one row each, and its evidence, its outcomes and its sum as parts.
final class AdviceTables {

    private static final int MONEY_DIGITS = 6;
    private static final List<Column> COLUMNS = List.of(
            Column.text("id"),
            Column.text("status"),
            Column.text("category"),
            Column.text("title"),
            Column.text("team"),
            Column.decimal("saving", null),
            Column.decimal("low", null),
            Column.decimal("high", null),
            Column.decimal("baseline", null),
            Column.text("currency"),
            Column.text("per"),
            Column.decimal("hours_saved", "h"),
            Column.decimal("confidence", null),
            Column.text("action"));

    private AdviceTables() {}

    static List<Column> columns() {
        return COLUMNS;
    }

    static List<@Nullable String> row(AdviceCase one) {
        Promise promise = one.promise();
        Advice advice = one.advice();
        Owner owner = advice == null ? Owner.UNKNOWN : advice.subject().owner();
        Duration time = advice == null ? null : advice.worth().timeSaved();
        return Arrays.asList(
                one.id(),
                one.status().text(),
                one.said().category().text(),
                one.said().title(),
                owner.team(),
                promise == null ? null : money(promise.saving()),
                promise == null ? null : money(promise.low()),
                promise == null ? null : money(promise.high()),
                promise == null ? null : money(promise.baseline()),
                promise == null ? null : promise.baseline().currency(),
                promise == null ? null : promise.per().text(),
                time == null ? null : Decimals.text(Decimals.hours(BigDecimal.valueOf(time.toMillis(), 3))),
                Decimals.text(one.certainty().value().value().setScale(2, RoundingMode.HALF_EVEN)),
                advice == null ? null : advice.action().text());
    }

    /// What the advices save together, each thing counted once.
    static Table together(List<AdviceCase> cases) {
        Together together = Together.of(cases);
        List<List<@Nullable String>> rows = new ArrayList<>();
        together.sums()
                .forEach(sum -> rows.add(Arrays.asList(
                        sum.per().text(),
                        money(sum.saving()),
                        money(sum.low()),
                        money(sum.high()),
                        sum.saving().currency(),
                        Integer.toString(sum.counted()))));
        List<String> notes = together.leftOut().isEmpty()
                ? List.of()
                : List.of("not counted, because other advice on the same thing saves more: "
                        + String.join(", ", together.leftOut()));
        return Table.of(
                "together",
                Map.of(),
                List.of(
                        Column.text("per"),
                        Column.decimal("saving", null),
                        Column.decimal("low", null),
                        Column.decimal("high", null),
                        Column.text("currency"),
                        Column.decimal("advices", null)),
                rows,
                notes);
    }

    /// The figures that advice rests on, its confidence, its risks and why it promises nothing.
    static Table evidence(List<AdviceCase> cases) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (AdviceCase one : cases) {
            rows.add(Arrays.asList(
                    one.id(),
                    "confidence",
                    one.certainty().value().toString(),
                    null,
                    one.certainty().basis(),
                    null));
            Advice advice = one.advice();
            if (advice == null) {
                rows.add(
                        Arrays.asList(one.id(), "found", "false", null, "the span holds nothing of it any more", null));
                continue;
            }
            String unpriced = advice.worth().unpriced();
            if (unpriced != null) {
                rows.add(Arrays.asList(one.id(), "saving", null, null, unpriced, null));
            }
            for (Evidence evidence : advice.evidence()) {
                rows.add(Arrays.asList(
                        one.id(),
                        evidence.figure(),
                        evidence.value(),
                        evidence.unit(),
                        evidence.basis(),
                        String.join(" ", evidence.facts())));
            }
            advice.risks().forEach(risk -> rows.add(Arrays.asList(one.id(), "risk", risk, null, null, null)));
        }
        return Table.of(
                "evidence",
                Map.of(),
                List.of(
                        Column.text("id"),
                        Column.text("figure"),
                        Column.text("value"),
                        Column.text("unit"),
                        Column.text("basis"),
                        Column.text("facts")),
                rows,
                List.of());
    }

    /// What came of advice that was done.
    static Table outcomes(List<AdviceCase> cases) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (AdviceCase one : cases) {
            Outcome outcome = one.outcome();
            if (outcome != null) {
                Money promised = outcome.promised();
                Money realised = outcome.realised();
                rows.add(Arrays.asList(
                        one.id(),
                        one.life().since() == null ? null : one.life().since().toString(),
                        promised == null ? null : money(promised),
                        realised == null ? null : money(realised),
                        promised == null ? null : promised.currency(),
                        outcome.ratio()
                                .map(ratio -> Decimals.text(ratio.setScale(4, RoundingMode.HALF_EVEN)))
                                .orElse(null),
                        outcome.says()));
            }
        }
        return Table.of(
                "outcomes",
                Map.of(),
                List.of(
                        Column.text("id"),
                        Column.time("done"),
                        Column.decimal("promised", null),
                        Column.decimal("realised", null),
                        Column.text("currency"),
                        Column.decimal("ratio", null),
                        Column.text("basis")),
                rows,
                List.of());
    }

    // an estimate of money to more digits than this is no more exact
    private static String money(Money money) {
        return Texts.money(money.rounded(MONEY_DIGITS).amount());
    }
}
