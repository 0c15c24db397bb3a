package dev.outlay.connect.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outlay.connect.Ledgers;
import dev.outlay.connect.focus.FocusFile;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Refusal;
import dev.outlay.ledger.SourceException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Numbers and instants mean the same, whether they are written so that they are read from their bytes or not.
class ValueReaderTest {

    private static final String HEADER = "BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ResourceId";
    private static final Random RANDOM = new Random(11);

    @TempDir
    Path folder;

    @Test
    void aDecimalIsItsDigitsOrRefused() throws SourceException, IOException {
        List<String> said = new ArrayList<>(List.of(
                "0",
                "-0",
                "-0.0",
                "5.",
                ".5",
                "-.5",
                "+5",
                "--5",
                "1.2.3",
                "-",
                ".",
                "1 000",
                "0x10",
                "١",
                "1e3",
                "-2E-4",
                "0.000000000000000001",
                "0.0000000000000000001",
                "0.0000000000000000010",
                "999999999999999999",
                "1000000000000000000",
                "-999999999999999999.999999999999999999",
                "00000000000000000000001.5",
                "99999999999999999999",
                "100000000000000000000",
                "0.999999999999999999",
                "-9223372036854775808"));
        for (int i = 0; i < 3_000; i++) {
            said.add(decimal());
        }
        Map<String, BigDecimal> read = new TreeMap<>();
        List<String> refused = new ArrayList<>();
        read(
                said.stream()
                        .map(text -> text + ",USD,2026-01-01T00:00:00Z,2026-01-01T01:00:00Z")
                        .toList(),
                read,
                refused);
        for (int i = 0; i < said.size(); i++) {
            String text = said.get(i);
            if (text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?") && fits(new BigDecimal(text))) {
                assertThat(read.get("r" + i)).as(text).isEqualByComparingTo(text);
            } else {
                assertThat(refused).as(text).contains(text);
            }
        }
        assertThat(read).hasSizeGreaterThan(2_000);
        assertThat(refused).hasSizeGreaterThan(10);
    }

    @Test
    void anInstantIsThatOfTheCalendarOrRefused() throws SourceException, IOException {
        List<String> said = new ArrayList<>(List.of(
                "2024-02-29T00:00:00Z",
                "2023-02-29T00:00:00Z",
                "1900-02-29 00:00:00",
                "2000-02-29 23:59:59",
                "2026-04-31T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-10T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-1-01T00:00:000Z",
                "1969-12-31T23:59:59Z",
                "1000-01-01T00:00:00Z",
                "2026-01-01x00:00:00Z",
                "2026-01-01T00:00:0٠",
                "2026-01-01T-1:00:00Z",
                "2026-01-01T00:00:00X"));
        for (int i = 0; i < 2_000; i++) {
            said.add(instant());
        }
        Map<String, Instant> starts = new TreeMap<>();
        List<String> refused = new ArrayList<>();
        try (Ledger ledger =
                taken(said.stream().map(text -> "1,USD," + text + ",2900-01-01").toList())) {
            Ledgers.facts(ledger, Charge.class)
                    .forEach(charge -> starts.put(charge.product().resourceId(), charge.at()));
            Ledgers.facts(ledger, Refusal.class).forEach(refusal -> refused.add(refusal.value()));
        }
        for (int i = 0; i < said.size(); i++) {
            String text = said.get(i);
            Instant meant = meant(text);
            if (meant == null) {
                assertThat(refused).as(text).contains(text);
            } else {
                assertThat(starts.get("r" + i)).as(text).isEqualTo(meant);
            }
        }
        assertThat(starts).hasSizeGreaterThan(1_000);
    }

    private void read(List<String> rows, Map<String, BigDecimal> costs, List<String> refused)
            throws SourceException, IOException {
        try (Ledger ledger = taken(rows)) {
            Ledgers.facts(ledger, Charge.class)
                    .forEach(charge -> costs.put(
                            charge.product().resourceId(),
                            Objects.requireNonNull(charge.costs().billed()).amount()));
            Ledgers.facts(ledger, Refusal.class).forEach(refusal -> refused.add(refusal.value()));
        }
    }

    private Ledger taken(List<String> rows) throws SourceException, IOException {
        Path file = folder.resolve("bill.csv");
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(rows.get(i) + ",r" + i);
        }
        Files.write(file, lines);
        Ledger ledger = Ledgers.in(folder);
        ledger.append(FocusFile.source(file, Clock.systemUTC(), Progress.NONE).read());
        return ledger;
    }

    // twenty digits and eighteen fractional ones are what a decimal of the ledger holds
    private static boolean fits(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() <= 18 && plain.precision() - plain.scale() <= 20;
    }

    private static String decimal() {
        String sign = RANDOM.nextInt(3) == 0 ? "-" : "";
        String digits = digits(1 + RANDOM.nextInt(20));
        String fraction = RANDOM.nextInt(3) == 0 ? "" : "." + digits(1 + RANDOM.nextInt(20));
        String exponent = RANDOM.nextInt(8) == 0 ? "e" + (RANDOM.nextInt(9) - 4) : "";
        return sign + digits + fraction + exponent;
    }

    private static String digits(int count) {
        return RANDOM.ints(count, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    private static String instant() {
        LocalDateTime any =
                LocalDateTime.ofEpochSecond(RANDOM.nextLong(-30_000_000_000L, 4_000_000_000L), 0, ZoneOffset.UTC);
        String form = List.of(
                        "yyyy-MM-dd'T'HH:mm:ss'Z'",
                        "yyyy-MM-dd HH:mm:ss",
                        "yyyy-MM-dd'T'HH:mm:ss",
                        "yyyy-MM-dd HH:mm:ss'Z'")
                .get(RANDOM.nextInt(4));
        String text = any.format(DateTimeFormatter.ofPattern(form));
        // another day of the month, which not every month has
        return text.substring(0, 8) + "%02d".formatted(1 + RANDOM.nextInt(31)) + text.substring(10);
    }

    private static @Nullable Instant meant(String text) {
        try {
            String plain = text.replace("Z", "").replace(' ', 'T');
            return plain.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")
                    ? LocalDateTime.parse(plain).toInstant(ZoneOffset.UTC)
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
