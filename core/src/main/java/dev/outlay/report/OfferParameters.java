package dev.outlay.report;

import dev.outlay.catalog.Capacity;
import dev.outlay.catalog.OfferQuery;
import java.util.List;
import java.util.Set;

/// The parameters by which every report is told which offers of the catalog are meant.
final class OfferParameters {

    static final Parameter GPU_COUNT = Parameter.one("gpu-count", "1", "How many GPUs a machine has");
    static final List<Parameter> ALL = List.of(
            Parameter.one("gpu", "A100", "A GPU model or family: A100, H100-SXM5-80GB, t4"),
            GPU_COUNT,
            Parameter.one("min-gpu-memory", "40", "At least so many GiB of memory on each GPU"),
            Parameter.many("provider", "aws,gcp", "Only these providers"),
            Parameter.one("region", "us-east-1", "A provider's own name of a region; any for offers without a place"),
            Parameter.one("region-like", "europe", "A part of the world, a country or a place: europe, us, frankfurt"));

    private OfferParameters() {}

    /// The query that the parameters describe, for offers that have a price of a capacity type.
    static OfferQuery query(Parameters parameters, Capacity capacity) {
        OfferQuery query = OfferQuery.all()
                .providers(Set.copyOf(parameters.many("provider", text -> text)))
                .capacity(capacity);
        query = parameters.text("gpu").map(query::gpu).orElse(query);
        query = parameters
                .one(GPU_COUNT.name(), Texts::positive)
                .map(query::exactGpus)
                .orElse(query);
        query = parameters
                .one("min-gpu-memory", Texts::positive)
                .map(query::minimumGpuMemoryGib)
                .orElse(query);
        query = parameters.text("region").map(query::region).orElse(query);
        return parameters.text("region-like").map(query::regionLike).orElse(query);
    }

    /// What was asked, for a sentence: `gpu A100, gpu-count 8`.
    static String asked(Parameters parameters) {
        return String.join(
                ", ",
                parameters.values().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + String.join(",", entry.getValue()))
                        .toList());
    }
}
