package dev.outlay.report;

import dev.outlay.units.CallersMistake;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The same training in several ways side by side: each predicted as the report `predict` does.
final class CompareTrainingReport implements Report {

    private static final int MOST = 50;
    private static final Parameter CONFIG = Parameter.many(
            "config",
            "gpu=H100;gpus=64",
            "One way to train: parameters of predict as NAME=VALUE between semicolons, over those given once; repeat");

    private final PredictReport predict = new PredictReport();

    /// One way and what is predicted of it; `problem` is why nothing is, null where something is.
    private record Way(
            String config, @Nullable Table table, @Nullable String problem) {

        @Nullable
        String figure(String name, String column) {
            if (table == null) {
                return null;
            }
            List<String> columns = table.columns().stream().map(Column::name).toList();
            return table.rows().stream()
                    .filter(row -> name.equals(row.getFirst()))
                    .findFirst()
                    .map(row -> row.get(columns.indexOf(column)))
                    .orElse(null);
        }

        @Nullable
        BigDecimal cost() {
            String cost = figure("cost", "predicted");
            return cost == null ? null : new BigDecimal(cost);
        }
    }

    @Override
    public String name() {
        return "compare-training";
    }

    @Override
    public String description() {
        return "The same training in several ways side by side: hours, energy and cost of each, with intervals.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(CONFIG));
        all.addAll(predict.parameters());
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "report compare-training --params 7B --tokens 140B --config \"gpu=H100;gpus=64\" --config"
                        + " \"gpu=A100-SXM4-80GB;gpus=128\"    # two clusters",
                "report compare-training --model ResNet-50 --arch cnn --dataset imagenet --gpu V100 --gpus 8 --config"
                        + " epochs=90 --config epochs=60    # fewer epochs");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        // a value may hold a comma
        List<String> configs = parameters.values().getOrDefault(CONFIG.name(), List.of());
        if (configs.size() < 2 || configs.size() > MOST) {
            throw new CallersMistake("config: 2 to " + MOST + " ways to train are compared, not " + configs.size()
                    + "; such as config=\"gpu=H100;gpus=64\" and config=\"gpu=A100;gpus=64\", with what they have in"
                    + " common, such as params and tokens, given once");
        }
        List<Way> ways =
                configs.stream().map(config -> way(config, parameters, desk)).toList();
        BigDecimal least = ways.stream()
                .map(Way::cost)
                .filter(Objects::nonNull)
                .min(BigDecimal::compareTo)
                .orElse(null);
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("configs", Integer.toString(ways.size()));
        heading.put("cheapest", cheapest(ways, least));
        heading.put("currency", "USD");
        return Table.of(
                name(),
                heading,
                columns(),
                ways.stream().map(way -> row(way, least)).toList(),
                List.of(
                        "each is predicted apart: where two intervals overlap, which is cheaper is not certain",
                        "cost is hours times the price of the cheapest offer, on whole machines, without storage and"
                                + " traffic; basis names the offer"));
    }

    private Way way(String config, Parameters common, Desk desk) {
        Map<String, List<String>> values = new LinkedHashMap<>(common.values());
        values.remove(CONFIG.name());
        for (String pair : Arrays.stream(config.split(";"))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList()) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new CallersMistake("config: NAME=VALUE between semicolons is expected, such as "
                        + CONFIG.example() + ", not " + config);
            }
            values.put(
                    pair.substring(0, equals).strip(),
                    List.of(pair.substring(equals + 1).strip()));
        }
        Parameters asked = new Parameters(values).only("config", predict.parameters());
        try {
            return new Way(config, predict.answer(asked, desk), null);
        } catch (CallersMistake e) {
            // one way that cannot be gone does not hide the others
            return new Way(config, null, e.getMessage());
        }
    }

    private static @Nullable String cheapest(List<Way> ways, @Nullable BigDecimal least) {
        return ways.stream()
                .filter(way -> least != null && way.cost() != null && least.compareTo(way.cost()) == 0)
                .findFirst()
                .map(Way::config)
                .orElse(null);
    }

    private static List<Column> columns() {
        return List.of(
                Column.text("config"),
                Column.decimal("hours", "hours"),
                Column.decimal("hours_low_90", "hours"),
                Column.decimal("hours_high_90", "hours"),
                Column.decimal("gpu_hours", "GPU-hours"),
                Column.decimal("energy", "kWh"),
                Column.decimal("cost", "USD"),
                Column.decimal("cost_low_90", "USD"),
                Column.decimal("cost_high_90", "USD"),
                Column.decimal("over_cheapest", "USD"),
                Column.text("basis"),
                Column.text("problem"));
    }

    private static List<@Nullable String> row(Way way, @Nullable BigDecimal least) {
        BigDecimal cost = way.cost();
        List<@Nullable String> row = new ArrayList<>();
        row.add(way.config());
        row.add(way.figure("time", "predicted"));
        row.add(way.figure("time", "low_90"));
        row.add(way.figure("time", "high_90"));
        row.add(way.figure("gpu_time", "predicted"));
        row.add(way.figure("energy", "predicted"));
        row.add(way.figure("cost", "predicted"));
        row.add(way.figure("cost", "low_90"));
        row.add(way.figure("cost", "high_90"));
        row.add(cost == null || least == null ? null : Texts.money(cost.subtract(least)));
        row.add(way.figure("cost", "basis"));
        row.add(way.problem());
        return row;
    }
}
