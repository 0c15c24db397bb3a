package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.Ledgers;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Decimals;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tasks and nodes of a real GPU cluster, written as a usage file and read back.
class GpuTraceTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void gpuTimeHeldByQualityOfServiceIsExact() throws IOException, SourceException {
        List<String[]> tasks = rows("gpu-trace/openb_pod_list_default.csv");
        List<String[]> nodes = rows("gpu-trace/openb_node_list_gpu_node.csv");
        Map<String, BigDecimal> expected = new TreeMap<>();
        Path file = folder.resolve("trace.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,start,end,cluster,node,pod,resource,gpu_model,sharing,share,quantity,tags\n");
            for (String[] task : tasks) {
                if (!task[10].isEmpty()) {
                    out.write(task(task));
                    if (!task[3].equals("0")) {
                        BigDecimal gpus = new BigDecimal(task[3])
                                .multiply(new BigDecimal(task[4]))
                                .movePointLeft(3);
                        BigDecimal held = gpus.multiply(new BigDecimal(task[9]).subtract(new BigDecimal(task[10])));
                        expected.merge(task[6], held, BigDecimal::add);
                    }
                }
            }
            for (String[] node : nodes) {
                out.write("node/" + node[0] + "," + START + ",2026-06-01T00:00:00Z,openb," + node[0] + ",,node,"
                        + node[4] + ",,,1,\n");
            }
        }
        long scheduled = tasks.stream().filter(task -> !task[10].isEmpty()).count();
        assertThat(scheduled).isEqualTo(8_152 - 897);

        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(UsageFile.source(file, Ledgers.CLOCK, Progress.NONE)
                                    .read())
                            .added())
                    .isEqualTo(scheduled + 1_213);
            assertThat(Ledgers.refused(ledger)).isEmpty();
            List<Usage> usages = Ledgers.facts(ledger, Usage.class);
            assertThat(usages)
                    .filteredOn(usage -> usage.resource() == Resource.NODE)
                    .hasSize(1_213);
            Map<String, BigDecimal> held = usages.stream()
                    .filter(usage -> usage.resource() == Resource.GPU)
                    .collect(Collectors.toMap(
                            usage -> usage.tags().getOrDefault("qos", ""),
                            usage -> usage.gpus()
                                    .orElseThrow()
                                    .multiply(usage.span().seconds()),
                            BigDecimal::add,
                            TreeMap::new));
            held.replaceAll((_, seconds) -> Decimals.normal(seconds));
            expected.replaceAll((_, seconds) -> Decimals.normal(seconds));
            assertThat(held).isEqualTo(expected).hasSizeGreaterThan(2);
        }
    }

    private static String task(String[] task) {
        boolean gpu = !task[3].equals("0");
        boolean shared = gpu && !task[4].equals("1000");
        return String.join(
                        ",",
                        task[0],
                        START.plusSeconds(Long.parseLong(task[10])).toString(),
                        START.plusSeconds(Long.parseLong(task[9])).toString(),
                        "openb",
                        "",
                        task[0],
                        gpu ? "gpu" : "cpu",
                        "",
                        shared ? "fraction" : "",
                        shared ? new BigDecimal(task[4]).movePointLeft(3).toString() : "",
                        gpu ? task[3] : new BigDecimal(task[1]).movePointLeft(3).toString(),
                        "\"{\"\"qos\"\": \"\"" + task[6] + "\"\"}\"")
                + "\n";
    }

    private static List<String[]> rows(String name) throws IOException {
        return Files.readAllLines(Ledgers.shared(name)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
