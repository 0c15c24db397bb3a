package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.Ledgers;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Sample;
import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {

    @TempDir
    Path folder;

    @Test
    void aSampleHasItsSpanItsPodItsDeviceAndItsValues() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "metrics.csv", """
                start,end,cluster,node,namespace,pod,gpu_model,device,gpu_utilization,sm_active,power,cpu_utilization
                2026-10-01T00:00:00Z,2026-10-01T00:01:00Z,kube-1,node-1,research,trainer-0,H100,0,0.87,0.5,312.482,1.25
                """);
        try (Ledger ledger = Ledgers.in(folder)) {
            ledger.append(reading(file));
            assertThat(Ledgers.refused(ledger)).isEmpty();
            Sample sample = Ledgers.facts(ledger, Sample.class).getFirst();
            assertThat(sample.span()).hasToString("2026-10-01T00:00:00Z to 2026-10-01T00:01:00Z");
            assertThat(sample.place().node()).isEqualTo("node-1");
            assertThat(sample.owner().pod()).isEqualTo("trainer-0");
            assertThat(sample.device()).isEqualTo("0");
            assertThat(new TreeMap<>(sample.values()))
                    .hasToString("{GPU_UTILIZATION=0.87, SM_ACTIVE=0.5, POWER=312.482, CPU_UTILIZATION=1.25}");
            assertThat(ledger.append(reading(file)).added()).isZero();
        }
    }

    @Test
    void percentIsToldByTheNameOfTheColumnAndAStepEndsASample() throws SourceException, IOException {
        assertThat(values("""
                time,step,pod,gpu_utilization_percent,gpu_memory_used_percent,cpu_utilization_percent
                2026-10-01T00:00:00Z,30s,a,87,12.5,250
                """))
                .containsExactly(
                        "2026-10-01T00:00:30Z {GPU_UTILIZATION=0.87, GPU_MEMORY_USED=0.125, CPU_UTILIZATION=2.5}");
        assertThat(values("time,step,pod,power\n1790812800,5m,a,60\n"))
                .containsExactly("2026-10-01T00:05:00Z {POWER=60}");
    }

    @Test
    void namesOfDcgmAreTakenInTheirOwnUnits() throws SourceException, IOException {
        assertThat(values("""
                timestamp,step,UUID,device,modelName,Hostname,exported_pod,DCGM_FI_DEV_GPU_UTIL,DCGM_FI_PROF_SM_ACTIVE,DCGM_FI_DEV_POWER_USAGE,DCGM_FI_DEV_FB_USED,DCGM_FI_DEV_FB_FREE
                2026-10-01T00:00:00Z,60,GPU-1,nvidia0,NVIDIA A100-SXM4-80GB,gpu-node-01,trainer-0,87,0.5,312.482000,61440,20480
                2026-10-01T00:01:00Z,60,GPU-1,nvidia0,NVIDIA A100-SXM4-80GB,gpu-node-01,,9223372036854775794,NaN,60,0,81920
                """))
                .containsExactly(
                        "2026-10-01T00:01:00Z GPU-1 trainer-0 {GPU_UTILIZATION=0.87, SM_ACTIVE=0.5, GPU_MEMORY_USED=0.75, POWER=312.482}",
                        "2026-10-01T00:02:00Z GPU-1 {GPU_MEMORY_USED=0, POWER=60}");
    }

    @Test
    void anInstanceOfAWholeGpuIsAsBusyAsItsOwnSlices() throws SourceException, IOException {
        // a fully busy 3g of 7 slices shows 3/7 of the whole GPU
        assertThat(values("""
                time,step,uuid,GPU_I_PROFILE,GPU_I_ID,modelName,DCGM_FI_PROF_GR_ENGINE_ACTIVE
                2026-10-01T00:00:00Z,60,GPU-1,3g.40gb,2,NVIDIA A100-SXM4-80GB,0.428571
                2026-10-01T00:00:00Z,60,GPU-2,1g.6gb,1,NVIDIA A30,0.125
                """))
                .containsExactlyInAnyOrder(
                        "2026-10-01T00:01:00Z GPU-1/2 {GPU_UTILIZATION=0.999998999999857143}",
                        "2026-10-01T00:01:00Z GPU-2/1 {GPU_UTILIZATION=0.5}");
    }

    @Test
    void whatCannotHaveBeenMeasuredIsRefusedWithTheReason() throws SourceException, IOException {
        var ledger = new MemoryLedger();
        ledger.append(reading(Ledgers.write(folder, "bad.csv", """
                start,end,step,gpu_utilization,power,gpu_memory_used_mib
                yesterday,,60,0.5,,
                2026-10-01,,,0.5,,
                2026-10-02,2026-10-01,,0.5,,
                2026-10-01,,soon,0.5,,
                2026-10-01,,60,87,,
                2026-10-01,,60,,-1,
                2026-10-01,,60,,,61440
                2026-10-01,,60,,,
                """)));
        assertThat(Ledgers.refused(ledger))
                .containsExactly(
                        "2 start: an instant is written as in ISO 8601 and in UTC, such as 2026-10-01T00:00:00Z, or in"
                                + " seconds since 1970",
                        "3 end: a sample says when it ends: in the column end, or in the column step, such as 60s",
                        "4 end: a sample must end after it starts, which is at 2026-10-02",
                        "5 step: a step is a number of seconds above zero, or such as 30s, 5m or 1h",
                        "6 gpu_utilization: a share of a GPU lies between 0 and 1; in percent, up to 100, its column ends"
                                + " in _percent",
                        "7 power: power is a number of watts that is not negative",
                        "8 gpu_memory_used: memory in MiB needs that of the GPU: gpu_memory_total_mib, or"
                                + " gpu_memory_free_mib beside it",
                        "9 values: a sample has a value of one signal at least: gpu_utilization, sm_active,"
                                + " tensor_active, gpu_memory_used, power, cpu_utilization or memory_utilization");
        assertThat(Ledgers.facts(ledger, Sample.class)).isEmpty();
    }

    @Test
    void twoColumnsOfPodsAreToBeOne() throws IOException {
        Path file = Ledgers.write(folder, "two.csv", "time,step,pod,exported_pod,power\n");
        assertThatThrownBy(() -> reading(file))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("names the column pod twice, as pod and as exported_pod: keep one of them");
    }

    private List<String> values(String text) throws SourceException, IOException {
        var ledger = new MemoryLedger();
        ledger.append(reading(Ledgers.write(folder, "metrics.csv", text)));
        assertThat(Ledgers.refused(ledger)).isEmpty();
        return Ledgers.facts(ledger, Sample.class).stream()
                .map(sample -> sample.span().to()
                        + (sample.device() == null ? "" : " " + sample.device())
                        + (sample.owner().pod() == null || sample.device() == null
                                ? ""
                                : " " + sample.owner().pod())
                        + " " + new TreeMap<>(sample.values()))
                .toList();
    }

    private static Reading reading(Path file) throws SourceException {
        return MetricsFile.source(file, Ledgers.CLOCK, Progress.NONE).read();
    }
}
