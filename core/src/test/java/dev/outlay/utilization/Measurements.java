package dev.outlay.utilization;

import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.Signal;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/// Facts about use for tests, on one node of one cluster.
public final class Measurements {

    public static final Place NODE = new Place("aws", "us-east-1", null, "kube-1", "node-1");

    private Measurements() {}

    public static Owner pod(String name) {
        return new Owner("research", null, name, null, "vision", null, null, null, null, null);
    }

    /// GPUs held by a pod, whose mean utilization was measured.
    public static Usage gpu(String pod, String device, Span span, String utilization) {
        return gpu(pod, device, span, Share.of(utilization), "1");
    }

    public static Usage gpu(String pod, String device, Span span, Share utilization, String quantity) {
        return new Usage(
                Origin.of(
                        "usage/" + UUID.nameUUIDFromBytes((pod + device + span).getBytes(StandardCharsets.UTF_8)),
                        "test"),
                span,
                NODE,
                pod(pod),
                Resource.GPU,
                "p4d.24xlarge",
                null,
                "A100-SXM4-40GB",
                device,
                null,
                Share.WHOLE,
                null,
                new BigDecimal(quantity),
                utilization,
                null,
                Map.of());
    }

    public static Sample sample(String pod, String device, Span span, Map<Signal, BigDecimal> values) {
        return new Sample(
                Origin.of("metrics/" + pod + "/" + device + "/" + span.from(), "test"),
                span,
                NODE,
                pod(pod),
                "A100-SXM4-40GB",
                device,
                values);
    }
}
