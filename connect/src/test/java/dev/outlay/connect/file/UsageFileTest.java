package dev.outlay.connect.file;

import static dev.outlay.connect.Ledgers.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.Ledgers;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.Resource;
import dev.outlay.ledger.Sharing;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Usage;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageFileTest {

    @TempDir
    Path folder;

    @Test
    void everyColumnOfTheUsageFileIsKept() throws SourceException, IOException {
        Path file = usage(
                "id,start,end,provider,region,cluster,node,instance_type,capacity_type,namespace,workload,pod,container,"
                        + "team,project,experiment_id,cost_center,environment,run_id,resource,gpu_model,device,sharing,"
                        + "share,mig_profile,quantity,utilization,energy_kwh,tags",
                "u-1,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,aws,eu-west-1,c,n,p4d.24xlarge,On-Demand,ns,w,p,main,t,pr,e,"
                        + "cc,prod,r,GPU,A100,GPU-0,Time-Slicing,0.25,3g.20gb,1,0.5,0.031,\"{\"\"qos\"\": \"\"LS\"\"}\"");
        try (Ledger ledger = Ledgers.in(folder)) {
            ledger.append(reading(file));
            assertThat(Ledgers.refused(ledger)).isEmpty();
            Usage usage = Ledgers.facts(ledger, Usage.class).getFirst();
            assertThat(usage.origin().id()).isEqualTo("usage/u-1");
            assertThat(usage.place())
                    .hasToString("Place[provider=aws, region=eu-west-1, zone=null, cluster=c, node=n]");
            assertThat(usage.owner())
                    .hasToString(
                            "Owner[namespace=ns, workload=w, pod=p, container=main, team=t, project=pr, experiment=e,"
                                    + " costCenter=cc, environment=prod, run=r]");
            assertThat(usage.capacityType()).isEqualTo(CapacityType.ON_DEMAND);
            assertThat(usage.resource()).isEqualTo(Resource.GPU);
            assertThat(usage.sharing()).isEqualTo(Sharing.TIME_SLICING);
            assertThat(usage.share()).isEqualTo(Share.of("0.25"));
            assertThat(usage.migProfile()).isEqualTo("3g.20gb");
            assertThat(usage.utilization()).isEqualTo(Share.of("0.5"));
            assertThat(usage.energy()).hasToString("0.031 kWh");
            assertThat(usage.tags()).isEqualTo(Map.of("qos", "LS"));
        }
    }

    @Test
    void whatIsNotSaidIsOneWholeGpu() throws SourceException, IOException {
        Path file = usage("end,start", "2026-10-02,2026-10-01");
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(reading(file)))
                    .isEqualTo(new Appended(
                            1,
                            0,
                            0,
                            new Span(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-02T00:00:00Z"))));
            Usage usage = Ledgers.facts(ledger, Usage.class).getFirst();
            assertThat(usage.gpus()).contains(BigDecimal.ONE);
            assertThat(usage.utilization()).isNull();
            assertThat(usage.tags()).isEmpty();
        }
    }

    @Test
    void everyWrongValueIsRefusedWithWhatWouldBeRight() throws SourceException, IOException {
        String span = "2026-10-01T00:00:00Z,2026-10-01T01:00:00Z";
        Path file = usage(
                "start,end,resource,capacity_type,sharing,share,quantity,utilization,energy_kwh,tags",
                "2026-10-01,01/10/2026,,,,,,,,",
                "2026-10-02,2026-10-01,,,,,,,,",
                span + ",gpus,,,,,,,",
                span + ",,on_demand,,,,,,",
                span + ",,,timeslicing,,,,,",
                span + ",,,,1.01,,,,",
                span + ",,,,,0,,,",
                span + ",,,,,-2,,,",
                span + ",,,,,,55,,",
                span + ",,,,,,,-1,",
                span + ",,,,,,,,\"{\"\"a\"\": {\"\"b\"\": 1}}\"",
                span + ",,,,,,,,\"[1]\"",
                span + ",,,,,,,,\"{\"\"a\"\": 1, \"\"a\"\": 2}\"",
                span + ",,,,,,,,\"{\"\"a\"\": null}\"");
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(reading(file)).refused()).isEqualTo(13);
            String tags = " tags: tags are a flat JSON object such as {\"team\": \"vision\"}: ";
            assertThat(Ledgers.refused(ledger))
                    .containsExactlyInAnyOrder(
                            "2 end: an instant is written as in ISO 8601 and in UTC, such as 2026-10-01T00:00:00Z",
                            "3 end: a use must end after it starts, which is at 2026-10-02",
                            "4 resource: unknown resource: did you mean gpu? use one of node, gpu, cpu, memory, storage,"
                                    + " network",
                            "5 capacity_type: unknown capacity type: did you mean on-demand? use one of on-demand, spot,"
                                    + " reserved, owned",
                            "6 sharing: unknown sharing: did you mean time-slicing? use one of exclusive, mig, mps,"
                                    + " time-slicing, fraction",
                            "7 share: a share of a GPU lies between 0 and 1, with at most 18 fractional digits",
                            "8 quantity: a quantity in use is a number above zero, with at most 18 fractional digits",
                            "9 quantity: a quantity in use is a number above zero, with at most 18 fractional digits",
                            "10 utilization: a utilization lies between 0 and 1, with at most 18 fractional digits",
                            "11 energy_kwh: energy is a number of kilowatt-hours that is not negative",
                            "12" + tags + "a value is an object or a list, at character 7",
                            "13" + tags + "a { is missing, at character 1",
                            "14" + tags + "the key a is there twice, at character 14");
            assertThat(Ledgers.facts(ledger, Usage.class))
                    .singleElement()
                    .satisfies(usage -> assertThat(usage.tags()).isEmpty());
        }
    }

    @Test
    void anIdNamesOneUseAndOtherContentUnderItIsRefused() throws SourceException, IOException {
        List<String> rows = List.of(
                "a,2026-10-01,2026-10-02,1",
                "b,2026-10-01,2026-10-02,1",
                "a,2026-10-01,2026-10-02,2",
                "b,2026-10-01,2026-10-02,1.0");
        Path file = usage("id,start,end,quantity", rows.toArray(String[]::new));
        var memory = new MemoryLedger();
        try (Ledger ledger = Ledgers.in(folder)) {
            for (int i = 0; i < 2; i++) {
                assertThat(ledger.append(reading(file))).isEqualTo(memory.append(reading(file)));
            }
            assertThat(Ledgers.refused(ledger))
                    .singleElement()
                    .asString()
                    .startsWith("4 id: the id usage/a is in the ledger with other content, read from usage.csv line 2");
            Path corrected = Ledgers.write(
                    folder, "later.csv", "id,start,end\nb,2026-10-01,2026-10-03\nc,2026-10-01,2026-10-02\n");
            assertThat(ledger.append(reading(corrected))).isEqualTo(memory.append(reading(corrected)));
            assertThat(Ledgers.facts(ledger, Fact.class)).isEqualTo(Ledgers.facts(memory, Fact.class));
        }
    }

    private Path usage(String header, String... rows) throws IOException {
        return Ledgers.write(folder, "usage.csv", header + "\n" + String.join("\n", rows) + "\n");
    }

    private static Reading reading(Path file) throws SourceException {
        return UsageFile.source(file, CLOCK, Progress.NONE).read();
    }
}
