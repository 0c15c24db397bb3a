package dev.outlay.report;

import dev.outlay.outlook.Freshness;
import dev.outlay.outlook.SourceDelivery;
import dev.outlay.outlook.SourceFreshness;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Up to when the data reach, by provider and category of services, metered and billed apart.
final class FreshnessReport implements Report {

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public String description() {
        return "How fresh the data are: up to when charges reach, what is late, and what came in last.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public List<String> examples() {
        return List.of("report freshness    # what is late, the stalest first");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        var freshness = new Freshness(desk.ledger(), desk.now());
        List<SourceFreshness> sources = freshness.sources();
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (SourceFreshness source : sources) {
            rows.add(Arrays.asList(
                    source.provider(),
                    source.category(),
                    source.kind().text(),
                    source.chargedTo().toString(),
                    age(source.age()),
                    source.state().name().toLowerCase(Locale.ROOT),
                    source.firstCharge().toString()));
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("at", desk.now().truncatedTo(ChronoUnit.SECONDS).toString());
        heading.put(
                "late",
                Long.toString(sources.stream()
                        .filter(source -> source.state() == SourceFreshness.State.LATE)
                        .count()));
        List<String> notes = new ArrayList<>();
        if (rows.isEmpty()) {
            notes.add("nothing was charged in the last " + Freshness.LOOKED_BACK.toDays()
                    + " days: import some with outlay import");
        }
        notes.add("late: came day by day and is missing since, metered for up to "
                + Freshness.METERED_LATE.toDays() + " days, billed for up to " + Freshness.BILLED_LATE.toDays()
                + "; ended: for longer; occasional: never came day by day");
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("provider"),
                        Column.text("category"),
                        Column.text("kind"),
                        Column.time("charged_to"),
                        Column.text("age"),
                        Column.text("state"),
                        Column.time("first")),
                rows,
                notes,
                List.of(deliveries(freshness.deliveries())));
    }

    private static Table deliveries(List<SourceDelivery> deliveries) {
        return Table.of(
                "deliveries",
                Map.of(),
                List.of(
                        Column.text("source"),
                        Column.text("last_document"),
                        Column.time("taken_in"),
                        Column.text("age")),
                deliveries.stream()
                        .map(delivery -> Arrays.<@Nullable String>asList(
                                delivery.source(),
                                delivery.document(),
                                delivery.takenIn().toString(),
                                age(delivery.age())))
                        .toList(),
                List.of());
    }

    /// Days and hours, such as `2d 5h`.
    static String age(Duration age) {
        return age.toDays() + "d " + age.toHoursPart() + "h";
    }
}
