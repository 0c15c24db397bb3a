package dev.outlay.connect.focus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.ledger.Account;
import dev.outlay.ledger.AllocatedFrom;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Owner;
import dev.outlay.ledger.Place;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Money;
import dev.outlay.units.Share;
import dev.outlay.units.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final Pattern RATIO = Pattern.compile("\"\"AllocatedRatio\"\":(-?[0-9.]+)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theRatiosOfEveryWholeSumToOneToTheLastDigit(long seed) throws SourceException, IOException {
        var random = new Random(seed);
        List<Fact> charges = new ArrayList<>();
        int wholes = 1 + random.nextInt(20);
        for (int whole = 0; whole < wholes; whole++) {
            String node = "usage/node-" + whole;
            boolean priced = random.nextInt(4) > 0;
            int parts = 1 + random.nextInt(7);
            for (int part = 0; part < parts; part++) {
                String id = "rated/usage/pod-" + whole + "-" + part + "/" + START;
                charges.add(charge(id, node, "pod-" + part, priced ? cost(random) : null, false, random));
            }
            charges.add(charge("rated/" + node + "/" + START, node, null, priced ? cost(random) : null, true, random));
        }
        Map<String, BigDecimal> sums = new HashMap<>();
        for (String line : lines(charges)) {
            Matcher ratio = RATIO.matcher(line);
            assertThat(ratio.find()).as(line).isTrue();
            Matcher node = Pattern.compile("usage/(node-\\d+)").matcher(line);
            assertThat(node.find()).as(line).isTrue();
            sums.merge(node.group(1), new BigDecimal(ratio.group(1)), BigDecimal::add);
        }

        assertThat(sums).hasSize(wholes);
        assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isEqualByComparingTo(BigDecimal.ONE));
    }

    @Test
    void aPartSaysItsShareOfTheCostAndWhoItIsFor() throws SourceException, IOException {
        var random = new Random(0);
        List<String> lines = lines(List.of(
                charge("rated/usage/a/" + START, "usage/node-1", "pod-a", "7.5", false, random),
                charge("rated/usage/node-1/" + START, "usage/node-1", null, "2.5", true, random)));

        assertThat(lines.getFirst())
                .contains("\"\"AllocatedRatio\"\":0.75")
                .contains("pod-a,pod-a,\"{\"\"pod\"\":\"\"pod-a\"\"}\"");
        assertThat(lines.getLast()).contains("\"\"AllocatedRatio\"\":0.25").contains("idle-rest,idle,idle");
    }

    @Test
    void aNodeThatNobodySharedIsNoSplit() throws SourceException, IOException {
        List<String> lines =
                lines(List.of(charge("rated/usage/node-1/" + START, "usage/node-1", null, "2.5", true, new Random(0))));

        assertThat(lines.getFirst()).startsWith(",,,,,").doesNotContain("AllocatedRatio");
    }

    private List<String> lines(List<? extends Fact> charges) throws SourceException, IOException {
        var ledger = new MemoryLedger();
        ledger.append(Reading.of(List.copyOf(charges)));
        Path file = folder.resolve("split.csv");
        FocusExport.write(ledger, Span.EVER, FocusVersion.V1_3, file, true);
        List<String> lines = Files.readAllLines(file);
        return lines.subList(1, lines.size());
    }

    private static String cost(Random random) {
        return BigDecimal.valueOf(random.nextInt(1_000_000) + 1L, 4).toPlainString();
    }

    private static Charge charge(
            String id,
            @Nullable String from,
            @Nullable String pod,
            @Nullable String cost,
            boolean idle,
            Random random) {
        return new Charge(
                Origin.of(id, "rated from usage"),
                ChargeStatus.METERED,
                Span.of(START, Duration.ofHours(1)),
                null,
                cost == null ? Costs.UNPRICED : Costs.of(Money.of("USD", cost)),
                Place.UNKNOWN,
                new Owner(null, null, pod, null, null, null, null, null, null, null),
                Product.UNKNOWN,
                Terms.UNKNOWN,
                Account.UNKNOWN,
                new GpuUse("H100", null, null, null, BigDecimal.valueOf(random.nextInt(3600)), idle, null, null, false),
                null,
                from == null ? null : new AllocatedFrom(from, Share.of("0.125"), null),
                Map.of());
    }
}
