package dev.outlay.connect.opencost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.Connectors;
import dev.outlay.connect.Ledgers;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.CallersMistake;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCostFileTest {

    private static final String WINDOW =
            "\"window\": {\"start\": \"2026-10-01T00:00:00Z\", \"end\": \"2026-10-02T00:00:00Z\"}";

    private static final String ANSWER = """
            {"code": 200, "status": "success", "data": [
              {
                "cluster-one/node-7/research/train-0/main": {
                  "name": "cluster-one/node-7/research/train-0/main",
                  "properties": {"cluster": "cluster-one", "node": "node-7", "container": "main",
                    "controller": "train", "controllerKind": "job", "namespace": "research", "pod": "train-0",
                    "providerID": "i-0abc", "labels": {"team": "vision", "cost_center": "cc-1", "run_id": "run-7"},
                    "namespaceLabels": {"team": "research", "project": "inspection", "env": "dev"}},
                  WINDOW, "start": "2026-10-01T02:00:00Z", "end": "2026-10-01T12:00:00Z", "minutes": 600,
                  "cpuCoreHours": 40, "cpuCost": 1.26464, "cpuCostAdjustment": -0.1,
                  "gpuCount": 2, "gpuHours": 20, "gpuCost": 19.0, "gpuCostAdjustment": 0,
                  "gpuAllocation": {"gpuDevice": "Tesla T4"},
                  "ramByteHours": 1, "ramCost": 0.5, "ramCostAdjustment": 0, "pvByteHours": 0, "pvCost": 0.25,
                  "networkCost": 0.125, "loadBalancerCost": 0.01, "sharedCost": 3.5, "externalCost": 0.4,
                  "pvs": {"x": {"byteHours": 0, "cost": 0}}, "totalCost": 24.94965, "totalEfficiency": 0.4
                },
                "__idle__": {"name": "__idle__", "properties": {"cluster": "cluster-one"}, WINDOW,
                  "start": "2026-10-01T00:00:00Z", "end": "2026-10-02T00:00:00Z",
                  "cpuCost": 2.5, "gpuHours": 4, "gpuCost": 7, "totalCost": 9.5}
              },
              null,
              {"__unallocated__": {"name": "__unallocated__", "properties": null,
                 "window": {"start": "2026-10-02T00:00:00Z", "end": "2026-10-03T00:00:00Z"},
                 "networkCost": 1.5, "totalCost": 1.5},
               "__unmounted__": {"properties": {"cluster": "cluster-one", "namespace": "__unmounted__"},
                 "window": {"start": "2026-10-02T00:00:00Z", "end": "2026-10-03T00:00:00Z"},
                 "pvCost": 0.75, "totalCost": 0.75}}
            ]}
            """.replace("WINDOW", WINDOW);

    @TempDir
    Path folder;

    @Test
    void everyComponentIsAMeteredChargeOfItsOwnerAndTheTotalsAreThoseOfOpenCost() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "allocation.json", ANSWER);
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(reading(file, "USD"))).isEqualTo(new Appended(13, 0, 0, null));
            assertThat(ledger.append(reading(file, "USD"))).isEqualTo(new Appended(0, 13, 0, null));
            assertThat(Ledgers.sum(ledger, Measure.EFFECTIVE))
                    .isEqualByComparingTo(new BigDecimal("24.94965").add(new BigDecimal("11.75")));
            assertThat(Ledgers.sum(ledger, Measure.GPU_HOURS)).isEqualByComparingTo("86400");
            List<Charge> charges = Ledgers.facts(ledger, Charge.class);
            assertThat(charges).allMatch(charge -> charge.status() == ChargeStatus.METERED);
            Charge gpu = charges.stream()
                    .filter(charge -> charge.origin()
                            .id()
                            .endsWith("train-0/main/2026-10-01T00:00:00Z/" + "2026-10-02T00:00:00Z/gpu"))
                    .findFirst()
                    .orElseThrow();
            assertThat(gpu.owner().team()).isEqualTo("vision");
            assertThat(gpu.owner().project()).isEqualTo("inspection");
            assertThat(gpu.owner().costCenter()).isEqualTo("cc-1");
            assertThat(gpu.owner().environment()).isEqualTo("dev");
            assertThat(gpu.owner().run()).isEqualTo("run-7");
            assertThat(gpu.owner().workload()).isEqualTo("train");
            assertThat(gpu.place().node()).isEqualTo("node-7");
            assertThat(gpu.use().gpuModel()).isEqualTo("Tesla T4");
            assertThat(gpu.period().length()).hasHours(10);
            assertThat(gpu.tags()).containsEntry("team", "vision");
            assertThat(charges.stream().filter(charge -> charge.use().idle()).map(OpenCostFileTest::cost))
                    .containsExactlyInAnyOrder(new BigDecimal("2.5"), new BigDecimal("7"), new BigDecimal("0.75"));
            assertThat(charges)
                    .filteredOn(charge -> charge.origin().id().endsWith("/rounding"))
                    .extracting(OpenCostFileTest::cost)
                    .containsExactly(new BigDecimal("0.00001"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void chargesSumToTheTotalsThatStandInTheTextHoweverTheyWereRounded(long seed) throws Exception {
        var random = new Random(seed);
        var text = new StringBuilder("[{");
        BigDecimal whole = BigDecimal.ZERO;
        for (int i = 0; i < 50; i++) {
            double cpu = random.nextDouble() * 100;
            double gpu = random.nextDouble() * 1e-5;
            double memory = random.nextDouble() * 3;
            String total = Double.toString(cpu + gpu + memory);
            whole = whole.add(new BigDecimal(total));
            text.append(i == 0 ? "" : ",")
                    .append("\"a-")
                    .append(i)
                    .append("\": {")
                    .append(WINDOW)
                    .append(", \"cpuCost\": ")
                    .append(cpu)
                    .append(", \"gpuCost\": ")
                    .append(gpu)
                    .append(", \"ramCost\": ")
                    .append(memory)
                    .append(", \"totalCost\": ")
                    .append(total)
                    .append("}");
        }
        Path file = Ledgers.write(folder, "a.json", text.append("}]").toString());
        var ledger = new MemoryLedger();
        assertThat(ledger.append(reading(file, "EUR")).refused()).isZero();
        assertThat(Ledgers.sum(ledger, Measure.EFFECTIVE)).isEqualByComparingTo(whole);
    }

    @Test
    void anAllocationThatDoesNotAddUpOrSaysNoTimeIsRefusedAloneWithItsLine() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "a.json", """
                {"code": 200, "data": [{
                "a": {WINDOW, "cpuCost": 1, "totalCost": 2},
                "b": {"cpuCost": 1, "totalCost": 1},
                "c": {WINDOW, "cpuCost": "much", "totalCost": 1},
                "d": {WINDOW, "name": "d"},
                "e": 7,
                "f": {WINDOW, "cpuCost": 1, "totalCost": 1}
                }]}
                """.replace("WINDOW", WINDOW));
        var ledger = new MemoryLedger();
        assertThat(ledger.append(reading(file, "USD"))).isEqualTo(new Appended(1, 0, 5, null));
        assertThat(Ledgers.refused(ledger))
                .anyMatch(line -> line.startsWith("2 totalCost: the parts of a sum to 1: an allocation"))
                .anyMatch(line -> line.startsWith("3 window: an allocation says when it was"))
                .anyMatch(line -> line.startsWith("4 cpuCost: a cost or quantity is a number"))
                .anyMatch(line -> line.startsWith("5 totalCost: an allocation of OpenCost states costs"))
                .anyMatch(line -> line.equals("6 e: an allocation is an object"));
    }

    @Test
    void theSameAllocationWithAnotherCostIsRefusedAndNotCountedTwice() throws SourceException, IOException {
        var ledger = new MemoryLedger();
        ledger.append(reading(Ledgers.write(folder, "a.json", ANSWER), "USD"));
        BigDecimal before = Ledgers.sum(ledger, Measure.EFFECTIVE);
        Path later = Ledgers.write(
                folder,
                "b.json",
                ANSWER.replace("\"gpuCost\": 7, \"totalCost\": 9.5", "\"gpuCost\": 8, \"totalCost\": 10.5"));
        assertThat(ledger.append(reading(later, "USD"))).isEqualTo(new Appended(0, 12, 1, null));
        assertThat(Ledgers.sum(ledger, Measure.EFFECTIVE)).isEqualByComparingTo(before);
    }

    @Test
    void withoutACurrencyOrWithoutAllocationsNothingIsRead() throws IOException {
        Path file = Ledgers.write(folder, "a.json", ANSWER);
        assertThatThrownBy(() -> reading(file, null))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("--currency USD");
        assertThatThrownBy(() -> reading(file, "dollars")).hasMessageContaining("ISO 4217");
        assertThatThrownBy(() -> reading(Ledgers.write(folder, "b.json", "{\"items\": [1]}"), "USD"))
                .hasMessageContaining("b.json is no answer of OpenCost's allocation API");
        assertThatThrownBy(() ->
                        reading(Ledgers.write(folder, "c.json", "{\"code\": 400, \"message\": \"bad window\"}"), "USD"))
                .hasMessageContaining("a failure of OpenCost: bad window");
        assertThatThrownBy(() -> Connectors.source("usage", file, Ledgers.CLOCK, Progress.NONE, "USD"))
                .isInstanceOf(CallersMistake.class);
    }

    @Test
    void aLongAnswerIsReadPieceByPiece() throws SourceException, IOException {
        int sets = 40;
        int perSet = 500;
        Path file = folder.resolve("long.json");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("{\"code\": 200, \"data\": [");
            for (int set = 0; set < sets; set++) {
                out.write(set == 0 ? "{" : ",{");
                for (int i = 0; i < perSet; i++) {
                    out.write((i == 0 ? "" : ",") + "\"pod-" + set + "-" + i + "\": {" + WINDOW
                            + ", \"cpuCost\": 0.25, \"totalCost\": 0.25}\n");
                }
                out.write("}");
            }
            out.write("]}");
        }
        int[] met = {0};
        reading(file, "USD").forEach(_ -> met[0]++);
        assertThat(met[0]).isEqualTo(sets * perSet);
    }

    private static BigDecimal cost(Charge charge) {
        return Objects.requireNonNull(charge.costs().effective()).amount();
    }

    private static Reading reading(Path file, @Nullable String currency) throws SourceException {
        return Connectors.source("opencost", file, Ledgers.CLOCK, Progress.NONE, currency)
                .read(Ledgers.ALWAYS);
    }
}
