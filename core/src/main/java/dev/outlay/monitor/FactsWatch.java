package dev.outlay.monitor;

import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How much the ledger holds of each kind of fact, refused lines among them.
final class FactsWatch implements Watch {

    // the kinds are those that Fact permits, so that a new one is counted without being named here
    private static final List<Class<? extends Fact>> KINDS = Arrays.stream(Fact.class.getPermittedSubclasses())
            .<Class<? extends Fact>>map(kind -> kind.asSubclass(Fact.class))
            .toList();

    private static final Metric FACTS =
            Metric.of("outlay_ledger_facts", "Facts in the ledger by kind, such as usage, charge and price.", "kind");
    private static final Metric REFUSALS = Metric.of(
            "outlay_import_refusals", "Lines that were imported and not understood, see outlay report refused.");

    @Override
    public List<Metric> metrics() {
        return List.of(FACTS, REFUSALS);
    }

    @Override
    public List<Family> look(Sight sight) {
        List<Level> levels = new ArrayList<>();
        for (Class<? extends Fact> kind : KINDS) {
            levels.add(Level.of(BigDecimal.valueOf(sight.ledger().count(kind)), word(kind)));
        }
        return List.of(
                Family.of(FACTS, levels), Family.of(REFUSALS, sight.ledger().count(Refusal.class)));
    }

    /// `GridIntensity` as `grid_intensity`.
    private static String word(Class<?> kind) {
        return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
