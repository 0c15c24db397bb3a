package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.catalog.Catalog;
import dev.outlay.connect.Ledgers;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.Usage;
import dev.outlay.pricing.PriceBook;
import dev.outlay.pricing.Rated;
import dev.outlay.pricing.Rating;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import dev.outlay.units.UnitPrice;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The tasks of a real GPU cluster, put on its nodes first come, first served, and charged at a price per GPU model.
class GpuTraceChargebackTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    // a second of each costs a decimal that ends, so that sums can be compared to the last digit
    private static final Map<String, String> PRICES = Map.of(
            "A10", "0.7515", "G2", "0.333", "G3", "2.601", "P100", "0.432", "T4", "0.2997", "V100M16", "1.08",
            "V100M32", "1.404");
    private static final int WHOLE = 1_000;

    /// One GPU: what is free of it, in thousandths.
    private static final class Device {
        private final String node;
        private final String name;
        private final String model;
        private int free = WHOLE;

        private Device(String node, String name, String model) {
            this.node = node;
            this.name = name;
            this.model = model;
        }
    }

    private record Held(long until, Device device, int milli) {}

    private final List<Usage> usages = new ArrayList<>();
    private final Map<String, BigDecimal> heldSeconds = new TreeMap<>();
    private final Map<String, Integer> gpusByModel = new TreeMap<>();
    private long end;

    @Test
    void usedIsPriceTimesGpuHoursHeldAndUsedAndIdleAreWhatTheNodesCost() throws IOException {
        place(devices());
        var rating = new Rating(Catalog.builtin(), new PriceBook(Catalog.builtin(), prices()));
        Map<String, BigDecimal> used = new TreeMap<>();
        Map<String, BigDecimal> all = new TreeMap<>();
        List<Usage> coming = usages.stream()
                .sorted(Comparator.comparing(usage -> usage.span().from()))
                .toList();
        List<Usage> present = new ArrayList<>();
        int next = 0;
        Instant last = START.plusSeconds(end);
        for (Span day = Span.dayOf(START); day.from().isBefore(last); day = Span.dayOf(day.to())) {
            Span today = day;
            present.removeIf(usage -> !usage.span().to().isAfter(today.from()));
            while (next < coming.size() && coming.get(next).span().from().isBefore(day.to())) {
                present.add(coming.get(next++));
            }
            Rated rated = rating.rate(present, day);
            assertThat(rated.refusals()).isEmpty();
            for (Charge charge : rated.charges()) {
                String model = Objects.requireNonNull(charge.use().gpuModel());
                BigDecimal cost =
                        Objects.requireNonNull(charge.costs().effective()).amount();
                all.merge(model, cost, BigDecimal::add);
                if (!charge.use().idle()) {
                    used.merge(model, cost, BigDecimal::add);
                }
            }
        }
        heldSeconds.forEach((model, seconds) -> assertThat(
                        Objects.requireNonNull(used.get(model)).multiply(BigDecimal.valueOf(3_600)))
                .as("used of %s", model)
                .isEqualByComparingTo(new BigDecimal(PRICES.get(model)).multiply(seconds)));
        gpusByModel.forEach((model, gpus) -> assertThat(
                        Objects.requireNonNull(all.get(model)).multiply(BigDecimal.valueOf(3_600)))
                .as("used and idle of %s", model)
                .isEqualByComparingTo(new BigDecimal(PRICES.get(model)).multiply(BigDecimal.valueOf(gpus * end))));
        assertThat(used).hasSizeGreaterThan(3);
    }

    private List<Device> devices() throws IOException {
        List<Device> devices = new ArrayList<>();
        for (String[] task : rows("gpu-trace/openb_pod_list_default.csv")) {
            end = Math.max(end, Long.parseLong(task[9]));
        }
        for (String[] node : rows("gpu-trace/openb_node_list_gpu_node.csv")) {
            int gpus = Integer.parseInt(node[3]);
            gpusByModel.merge(node[4], gpus, Integer::sum);
            usages.add(usage(node[0], 0, end, node[0], Resource.NODE, node[4], null, null, "1", node[3]));
            for (int gpu = 0; gpu < gpus; gpu++) {
                devices.add(new Device(node[0], "gpu-" + gpu, node[4]));
            }
        }
        return devices;
    }

    private void place(List<Device> devices) throws IOException {
        PriorityQueue<Held> held = new PriorityQueue<>(Comparator.comparingLong(Held::until));
        List<String[]> tasks = rows("gpu-trace/openb_pod_list_default.csv").stream()
                .filter(task -> !task[10].isEmpty() && !task[3].equals("0") && !task[9].equals(task[10]))
                .sorted(Comparator.comparing((String[] task) -> Long.valueOf(task[10])))
                .toList();
        for (String[] task : tasks) {
            long from = Long.parseLong(task[10]);
            while (!held.isEmpty() && held.element().until() <= from) {
                Held done = held.remove();
                done.device().free += done.milli();
            }
            int milli = Integer.parseInt(task[4]);
            long until = Long.parseLong(task[9]);
            // each task starts to look elsewhere, so that all models are used
            Collections.rotate(devices, 37);
            for (int gpu = Integer.parseInt(task[3]); gpu > 0; gpu--) {
                Device device = devices.stream()
                        .filter(free -> free.free >= milli)
                        .findFirst()
                        .orElseThrow();
                device.free -= milli;
                held.add(new Held(until, device, milli));
                BigDecimal share = BigDecimal.valueOf(milli, 3);
                heldSeconds.merge(device.model, share.multiply(BigDecimal.valueOf(until - from)), BigDecimal::add);
                usages.add(usage(
                        task[0] + "/" + gpu,
                        from,
                        until,
                        device.node,
                        Resource.GPU,
                        device.model,
                        device.name,
                        milli == WHOLE ? Sharing.EXCLUSIVE : Sharing.FRACTION,
                        share.toPlainString(),
                        "1"));
            }
        }
    }

    private static List<Price> prices() {
        return PRICES.entrySet().stream()
                .map(price -> new Price(
                        Origin.of("price/" + price.getKey(), "test"),
                        START,
                        PriceBook.ANY_PROVIDER,
                        price.getKey(),
                        null,
                        null,
                        CapacityType.OWNED,
                        UnitPrice.of("USD", price.getValue(), PricingUnit.GPU_HOUR),
                        "stated",
                        "test"))
                .toList();
    }

    private static Usage usage(
            String id,
            long from,
            long to,
            String node,
            Resource resource,
            String model,
            @Nullable String device,
            @Nullable Sharing sharing,
            String share,
            String quantity) {
        return new Usage(
                Origin.of("usage/" + id, "trace"),
                new Span(START.plusSeconds(from), START.plusSeconds(to)),
                new Place("lab", null, null, "openb", node),
                new Owner(null, null, resource == Resource.NODE ? null : id, null, null, null, null, null, null, null),
                resource,
                null,
                CapacityType.OWNED,
                model,
                device,
                sharing,
                Share.of(share),
                null,
                new BigDecimal(quantity),
                null,
                null,
                Map.of());
    }

    private static List<String[]> rows(String name) throws IOException {
        return Files.readAllLines(Ledgers.shared(name)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
