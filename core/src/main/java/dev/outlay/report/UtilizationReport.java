package dev.outlay.report;

import dev.outlay.ledger.Signal;
import dev.outlay.units.Decimals;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.utilization.Load;
import dev.outlay.utilization.LoadSettings;
import dev.outlay.utilization.Loads;
import dev.outlay.utilization.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How busy every pod, device or node was, by what was measured.
final class UtilizationReport implements Report {

    private static final int SHOWN_DIGITS = 6;
    private static final Parameter BY = Parameter.one("by", "device", "Show each pod, device or node (default: pod)");
    private static final Parameter SIGNAL = Parameter.one(
            "signal",
            "sm_active",
            "What was measured: gpu_utilization, sm_active, tensor_active, gpu_memory_used, power, cpu_utilization or"
                    + " memory_utilization (default: gpu_utilization)");
    private static final Parameter IDLE_BELOW =
            Parameter.one("idle-below", "0.02", "The share of use below which a reading is idle (default: 0.05)");
    private static final Parameter MIN_IDLE =
            Parameter.one("min-idle", "0.9", "Only what was idle for more than this part of the measured time");

    @Override
    public String name() {
        return "utilization";
    }

    @Override
    public String description() {
        return "How busy each pod, device or node was: mean, percentiles, peak, idle share, and how much was measured.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(BY, SIGNAL, IDLE_BELOW, MIN_IDLE));
        all.addAll(Period.PARAMETERS);
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of("report utilization --last 7d --min-idle 0.9    # pods that were idle nine tenths of the time");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Span span = Objects.requireNonNullElse(Period.of(parameters, desk.now()), Span.EVER);
        Signal signal = parameters.one(SIGNAL.name(), Signal::of).orElse(Signal.GPU_UTILIZATION);
        LoadSettings defaults = LoadSettings.DEFAULT;
        var settings = new LoadSettings(
                parameters.one(IDLE_BELOW.name(), Share::of).map(Share::value).orElse(defaults.idleBelow()),
                defaults.stretch(),
                defaults.window(),
                defaults.exactValues());
        Optional<BigDecimal> minIdle =
                parameters.one(MIN_IDLE.name(), Share::of).map(Share::value);
        Loads loads = Loads.read(desk.ledger(), span, settings);
        List<Load> asked =
                parameters.one(BY.name(), text -> things(text, loads)).orElseGet(loads::holders);
        List<List<@Nullable String>> rows = new ArrayList<>();
        long unmeasured = 0;
        for (Load load : asked) {
            Series series = load.measured(signal).orElse(null);
            if (series == null) {
                unmeasured++;
            } else if (minIdle.isEmpty()
                    || (series.idleShare() != null && series.idleShare().compareTo(minIdle.get()) > 0)) {
                rows.add(row(load, series));
            }
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("signal", signal.text());
        heading.put("idle_below", Decimals.text(settings.idleBelow()));
        heading.put("measured", Long.toString(asked.size() - unmeasured));
        heading.put("unmeasured", Long.toString(unmeasured));
        List<String> notes = new ArrayList<>();
        if (unmeasured > 0) {
            notes.add(unmeasured + " more were held and not measured: they are not counted as idle");
        }
        return Table.of(name(), heading, columns(signal), rows, notes);
    }

    private static List<Column> columns(Signal signal) {
        String unit = signal == Signal.POWER ? "W" : null;
        return List.of(
                Column.text("kind"),
                Column.text("cluster"),
                Column.text("within"),
                Column.text("name"),
                Column.text("team"),
                Column.text("gpu_model"),
                Column.decimal("mean", unit),
                Column.decimal("p50", unit),
                Column.decimal("p95", unit),
                Column.decimal("p99", unit),
                Column.decimal("max", unit),
                Column.decimal("window_peak", unit),
                Column.decimal("idle_share", null),
                Column.decimal("long_idle_share", null),
                Column.decimal("measured_hours", "h"),
                Column.decimal("coverage", null),
                Column.decimal("readings", null),
                Column.text("longest_reading"));
    }

    private static List<@Nullable String> row(Load load, Series series) {
        return Arrays.asList(
                load.thing().kind().text(),
                load.thing().cluster(),
                load.thing().within(),
                load.thing().name(),
                load.owner().team(),
                load.hardware().gpuModel(),
                rounded(series.mean()),
                rounded(series.p50()),
                rounded(series.p95()),
                rounded(series.p99()),
                rounded(series.max()),
                rounded(series.windowPeak()),
                rounded(series.idleShare()),
                rounded(series.longIdleShare()),
                rounded(Decimals.hours(series.weight())),
                rounded(load.coverage(series.signal()).orElse(null)),
                Long.toString(series.readings()),
                series.longest().toString());
    }

    private static @Nullable String rounded(@Nullable BigDecimal value) {
        return value == null ? null : Decimals.text(value.setScale(SHOWN_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static List<Load> things(String text, Loads loads) {
        return switch (text) {
            case "pod" -> loads.holders();
            case "device" -> loads.devices();
            case "node" -> loads.nodes();
            default -> throw new IllegalArgumentException("pod, device or node is expected, not " + text);
        };
    }
}
