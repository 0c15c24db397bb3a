package dev.outlay.connect.sql;

import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.units.Span;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns that several tables share: spans, places and owners.
final class OwnerColumns {

    static final List<String> PLACE = List.of("provider", "region", "zone", "cluster", "node");
    static final List<String> OWNER = List.of(
            "namespace",
            "workload",
            "pod",
            "container",
            "team",
            "project",
            "experiment",
            "cost_center",
            "environment",
            "run");

    private OwnerColumns() {}

    @SafeVarargs
    static List<String> columns(List<String>... groups) {
        return Stream.of(groups).flatMap(List::stream).toList();
    }

    static void write(@Nullable Span span, RowWriter row) {
        row.instant(span == null ? null : span.from()).instant(span == null ? null : span.to());
    }

    static @Nullable Span spanOrNull(RowReader row) {
        Instant from = row.instant();
        Instant to = row.instant();
        return from == null || to == null ? null : new Span(from, to);
    }

    static Span span(RowReader row) {
        return new Span(row.someInstant(), row.someInstant());
    }

    static void write(Place place, RowWriter row) {
        row.text(place.provider())
                .text(place.region())
                .text(place.zone())
                .text(place.cluster())
                .text(place.node());
    }

    static Place place(RowReader row) {
        return new Place(row.text(), row.text(), row.text(), row.text(), row.text());
    }

    static void write(Owner owner, RowWriter row) {
        row.text(owner.namespace())
                .text(owner.workload())
                .text(owner.pod())
                .text(owner.container())
                .text(owner.team())
                .text(owner.project())
                .text(owner.experiment())
                .text(owner.costCenter())
                .text(owner.environment())
                .text(owner.run());
    }

    static Owner owner(RowReader row) {
        return new Owner(
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text());
    }
}
