package dev.outlay.connect.file;

import dev.outlay.budget.Severity;
import dev.outlay.budget.Threshold;
import dev.outlay.connect.yaml.YamlMap;
import dev.outlay.connect.yaml.YamlText;
import dev.outlay.connect.yaml.YamlValue;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the thresholds of a budget: `[50, 80, 100]`, `[0.5, 0.8, 0.95]`, `[50 %, 80 %]`, or maps with severity and
/// recipients.
///
/// Where a plain number of the list lies below 1, all its plain numbers are parts of the limit; else they are
/// percents.
final class ThresholdList {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private ThresholdList() {}

    /// A number as it is written, and whether it says that it is a percent.
    private record Written(BigDecimal number, boolean percent) {

        static Written of(String text) {
            String word = text.strip();
            boolean percent = word.endsWith("%");
            return new Written(Decimals.parse(percent ? word.substring(0, word.length() - 1) : word), percent);
        }

        boolean isPart() {
            return !percent && number.signum() > 0 && number.compareTo(BigDecimal.ONE) < 0;
        }

        BigDecimal percent(boolean areParts) {
            return percent || !areParts ? number : number.multiply(HUNDRED);
        }
    }

    /// `recipients` are told of every threshold that names none itself.
    static List<Threshold> read(Optional<YamlValue> thresholds, Optional<YamlValue> recipients) {
        List<String> everybody = recipients.map(ThresholdList::texts).orElse(List.of());
        if (thresholds.isEmpty()) {
            return Threshold.USUAL.stream()
                    .map(usual -> new Threshold(usual.percent(), usual.severity(), everybody))
                    .toList();
        }
        List<YamlValue> items = thresholds.get().list().items();
        boolean areParts = items.stream().map(ThresholdList::written).anyMatch(Written::isPart);
        List<Threshold> all = new ArrayList<>();
        for (YamlValue item : items) {
            Threshold threshold = threshold(item, areParts, everybody);
            if (!all.isEmpty() && all.getLast().percent().compareTo(threshold.percent()) >= 0) {
                throw item.mistake("thresholds rise, but " + threshold.percent().toPlainString()
                        + " % stands behind " + all.getLast().percent().toPlainString()
                        + " %: put them in order, each once");
            }
            all.add(threshold);
        }
        return all;
    }

    private static Threshold threshold(YamlValue item, boolean areParts, List<String> everybody) {
        BigDecimal percent = written(item).percent(areParts);
        Optional<YamlMap> map = item instanceof YamlText ? Optional.empty() : Optional.of(item.map());
        Severity severity = map.flatMap(said -> said.get("severity"))
                .map(value -> value.parsed(Severity::of))
                .orElseGet(() -> Threshold.usualSeverity(percent));
        List<String> recipients = map.flatMap(said -> said.get("recipients"))
                .map(ThresholdList::texts)
                .orElse(everybody);
        try {
            return new Threshold(percent, severity, recipients);
        } catch (IllegalArgumentException e) {
            throw new CallersMistake(item.where() + ": " + e.getMessage(), e);
        }
    }

    private static Written written(YamlValue item) {
        YamlValue at = item instanceof YamlText
                ? item
                : item.map().only("at", "severity", "recipients").required("at");
        return at.parsed(Written::of);
    }

    private static List<String> texts(YamlValue value) {
        return value instanceof YamlText
                ? List.of(value.text())
                : value.list().items().stream().map(YamlValue::text).toList();
    }
}
