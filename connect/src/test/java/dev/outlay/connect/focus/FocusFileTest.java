package dev.outlay.connect.focus;

import static dev.outlay.connect.Ledgers.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.Ledgers;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.Appended;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Fact;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.ledger.TotalsQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FocusFileTest {

    private static final String HEADER = "BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,Tags,ListCost";
    private static final String GOOD = "1.5,USD,2024-09-18 22:00:00,2024-09-18 23:00:00,,2";

    @TempDir
    Path folder;

    @Test
    void theSampleBillSumsToItsLastDigit() throws SourceException {
        Path sample = Ledgers.shared("focus/focus_1_0_sample.csv");
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(reading(sample))).isEqualTo(new Appended(1000, 0, 0, null));

            assertThat(Ledgers.sum(ledger, Measure.BILLED)).isEqualTo(new BigDecimal("20.52022672899"));
            assertThat(Ledgers.sum(ledger, Measure.EFFECTIVE)).isEqualTo(new BigDecimal("14.97651418586"));
            assertThat(Ledgers.sum(ledger, Measure.LIST)).isEqualTo(new BigDecimal("20.39090575119"));
            assertThat(Ledgers.sum(ledger, Measure.CONTRACTED)).isEqualTo(new BigDecimal("14.97626039326"));
            assertThat(ledger.totals(TotalsQuery.of(Measure.BILLED).by(Dimension.Named.PROVIDER))
                            .rows())
                    .extracting(row -> row.dimensions().getFirst() + " " + row.charges() + " "
                            + row.measures().getFirst())
                    .containsExactly("aws 942 18.0066386184", "azure 51 1.97651418586", "oci 7 0.53707392473");
        }
    }

    @Test
    void importingTheSampleAgainChangesNothingUnderWhateverName() throws SourceException, IOException {
        Path sample = Ledgers.shared("focus/focus_1_0_sample.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(sample));
        Collections.reverse(lines.subList(1, lines.size()));
        Path reversed = Files.write(folder.resolve("reversed.csv"), lines);
        try (Ledger ledger = Ledgers.in(folder)) {
            ledger.append(reading(sample));
            List<Charge> before = Ledgers.facts(ledger, Charge.class);
            assertThat(ledger.append(reading(sample))).isEqualTo(new Appended(0, 1000, 0, null));
            assertThat(ledger.append(reading(reversed))).isEqualTo(new Appended(0, 1000, 0, null));
            assertThat(Ledgers.facts(ledger, Charge.class)).isEqualTo(before);
        }
    }

    @Test
    void everyLedgerGetsTheSameFactsFromTheSample() throws SourceException {
        Path sample = Ledgers.shared("focus/focus_1_0_sample.csv");
        var memory = new MemoryLedger();
        memory.append(reading(sample));
        try (Ledger ledger = Ledgers.in(folder)) {
            ledger.append(reading(sample));
            assertThat(Ledgers.facts(ledger, Fact.class)).isEqualTo(Ledgers.facts(memory, Fact.class));
        }
    }

    @Test
    void aCompressedBillAndAParquetBillGiveTheSameTotals() throws SourceException, IOException, SQLException {
        Path sample = Ledgers.shared("focus/focus_1_0_sample.csv");
        Path compressed = folder.resolve("bill");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(sample, out);
        }
        Path parquet = folder.resolve("bill.parquet");
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select * from read_csv('" + sample + "', nullstr = 'NULL')) to '" + parquet
                    + "' (format parquet)");
        }
        try (Ledger ledger = Ledgers.in(folder)) {
            ledger.append(reading(sample));
            assertThat(ledger.append(reading(compressed))).isEqualTo(new Appended(0, 1000, 0, null));
        }
        try (Ledger ledger = Ledgers.in(folder.resolve("other"))) {
            assertThat(ledger.append(reading(parquet))).isEqualTo(new Appended(1000, 0, 0, null));
            // the numbers of this file went through binary floating point when it was written, as its schema says
            assertThat(Ledgers.sum(ledger, Measure.BILLED)).isEqualTo(new BigDecimal("20.52022672899"));
            assertThat(Ledgers.facts(ledger, Charge.class).getFirst().origin().document())
                    .isEqualTo("bill.parquet");
        }
    }

    @Test
    void aRowBecomesABilledCharge() throws SourceException, IOException {
        Path bill = Ledgers.write(folder, "bill.csv", """
                Tags,ChargePeriodEnd,ChargePeriodStart,BillingCurrency,BilledCost,ProviderName,PublisherName,\
                PricingCategory,CommitmentDiscountStatus,EffectiveCost,AvailabilityZone,RegionId,x_unheard_of
                "{'team': 'vision', 'cost_center': '7', 'n': 1, 'gone': null, 'a.b': 'say \\'hi\\''}",\
                2024-09-19T01:00:00+02:00,2024-09-18T22:00:00Z,USD,-8E-7,Microsoft,"Acme, Inc.",\
                Committed,Unused,NULL,,westeurope,dropped
                """.replace("'", "\"\""));
        try (Ledger ledger = Ledgers.in(folder)) {
            ledger.append(reading(bill));
            assertThat(Ledgers.refused(ledger)).isEmpty();
            Charge charge = Ledgers.facts(ledger, Charge.class).getFirst();
            assertThat(charge.status()).isEqualTo(ChargeStatus.BILLED);
            assertThat(charge.period()).hasToString("2024-09-18T22:00:00Z to 2024-09-18T23:00:00Z");
            assertThat(charge.costs().billed()).hasToString("-0.0000008 USD");
            assertThat(charge.costs().effective()).isNull();
            assertThat(charge.place().provider()).isEqualTo("azure");
            assertThat(charge.place().zone()).isNull();
            assertThat(charge.product().publisher()).isEqualTo("Acme, Inc.");
            assertThat(charge.owner().team()).isEqualTo("vision");
            assertThat(charge.owner().costCenter()).isEqualTo("7");
            assertThat(charge.use().capacityType()).isEqualTo(CapacityType.RESERVED);
            assertThat(charge.use().idle()).isTrue();
            assertThat(charge.tags())
                    .isEqualTo(Map.of("team", "vision", "cost_center", "7", "n", "1", "a.b", "say \"hi\""));
            assertThat(charge.origin().where()).isEqualTo("bill.csv line 2");
        }
    }

    @Test
    void rowsThatSayTheSameTwiceAreTwoCharges() throws SourceException, IOException {
        Path bill = bill(GOOD, GOOD, GOOD);
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(reading(bill))).isEqualTo(new Appended(3, 0, 0, null));
            assertThat(ledger.append(reading(bill))).isEqualTo(new Appended(0, 3, 0, null));
            assertThat(Ledgers.sum(ledger, Measure.BILLED)).isEqualTo(new BigDecimal("4.5"));
        }
    }

    @Test
    void quotesEmptyColumnsAndTheOrderOfColumnsMakeNoOtherCharge() throws SourceException, IOException {
        Path again = Ledgers.write(folder, "again.csv", """
                New,ListCost,BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,Tags\r
                NULL,"2",1.5,"USD",2024-09-18 22:00:00,2024-09-18 23:00:00,""\r
                """);
        try (Ledger ledger = Ledgers.in(folder)) {
            ledger.append(reading(bill(GOOD)));
            assertThat(ledger.append(reading(again))).isEqualTo(new Appended(0, 1, 0, null));
        }
    }

    @Test
    void aRefusedRowNamesItsLineColumnAndReasonAndTheRestStays() throws SourceException, IOException {
        Path bill = bill(
                GOOD,
                "twelve,USD,2024-09-18,2024-09-19,,",
                "1,USD,18/09/2024,2024-09-19,,",
                "1,USD,2024-09-19,2024-09-18,,",
                "1,usd,2024-09-18,2024-09-19,,",
                "1,USD,2024-09-18,2024-09-19,{broken,",
                ",USD,2024-09-18,2024-09-19,,",
                "0.1234567890123456789,USD,2024-09-18,2024-09-19,,",
                "1e-30,USD,2024-09-18,2024-09-19,,",
                "1_000,USD,2024-09-18,2024-09-19,,",
                "1,USD,2024-09-18,infinity,,",
                "1,USD,2024-09-18,2024-09-19,,\"1,5\"",
                "1,USD,2024-09-18,2024-09-19",
                "1,USD,2024-09-18,2024-09-19,,2,3",
                "2,USD,2024-09-18,2024-09-19,,");
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(reading(bill))).isEqualTo(new Appended(2, 0, 13, null));
            assertThat(ledger.append(reading(bill))).isEqualTo(new Appended(0, 2, 13, null));
            String number = "a number is written with digits and a decimal point, such as -12.5 or 8e-7,"
                    + " with at most 18 fractional digits";
            String instant = "an instant is written as in ISO 8601 and in UTC, such as 2024-09-18T23:00:00Z or"
                    + " 2024-09-18 23:00:00";
            assertThat(Ledgers.refused(ledger))
                    .containsExactlyInAnyOrder(
                            "3 BilledCost: " + number,
                            "4 ChargePeriodStart: " + instant,
                            "5 ChargePeriodEnd: the charge period must end after it starts, which is at 2024-09-19",
                            "6 BillingCurrency: a currency is three upper-case letters as in ISO 4217, such as USD",
                            "7 Tags: tags are a JSON object such as {\"team\": \"vision\"}: a \" is missing, at character 2",
                            "8 BilledCost: a row of a bill has a BilledCost, if only of 0",
                            "9 BilledCost: " + number,
                            "10 BilledCost: " + number,
                            "11 BilledCost: " + number,
                            "12 ChargePeriodEnd: " + instant,
                            "13 ListCost: " + number,
                            "14 null: the line has 4 fields where the header names 6: it may be cut off",
                            "15 null: the line has 7 fields where the header names 6: a value with a comma needs quotes");
            var memory = new MemoryLedger();
            memory.append(reading(bill));
            assertThat(Ledgers.facts(ledger, Fact.class)).isEqualTo(Ledgers.facts(memory, Fact.class));
        }
    }

    @Test
    void aFileOfAnotherKindIsSaidToBeOne() throws IOException {
        Path usage = Ledgers.write(folder, "usage.csv", "start,end,pod\n2026-10-01,2026-10-02,p\n");
        assertThatThrownBy(() -> reading(usage))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        e -> assertThat(e.isCallersMistake()).isTrue())
                .hasMessage("usage.csv is not a FOCUS bill: it lacks the columns BilledCost, BillingCurrency,"
                        + " ChargePeriodStart, ChargePeriodEnd. Found start, end, pod. It looks like a usage file:"
                        + " try import usage. The form is described in docs/reference/focus.md.");
    }

    private Path bill(String... rows) throws IOException {
        return Ledgers.write(folder, "bill.csv", HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    private static Reading reading(Path file) throws SourceException {
        return FocusFile.source(file, CLOCK, Progress.NONE).read();
    }
}
