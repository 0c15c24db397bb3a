package dev.outlay.connect.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outlay.connect.Ledgers;
import dev.outlay.connect.tabular.Progress;
import dev.outlay.ledger.CapacityType;
import dev.outlay.ledger.Ledger;
import dev.outlay.ledger.MemoryLedger;
import dev.outlay.ledger.Price;
import dev.outlay.ledger.Reading;
import dev.outlay.ledger.SourceException;
import dev.outlay.units.PricingUnit;
import dev.outlay.units.UnitPrice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceFileTest {

    @TempDir
    Path folder;

    @Test
    void aPriceHoldsFromItsDateInItsUnit() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "prices.csv", """
                provider,gpu_model,region,zone,capacity_type,price,currency,unit,from,kind,source
                lambda,H100,,,spot,2.000000000000000001,EUR,gpu-hour,2026-10-01,estimate,a friend
                """);
        try (Ledger ledger = Ledgers.in(folder)) {
            ledger.append(reading(file));
            assertThat(Ledgers.refused(ledger)).isEmpty();
            Price price = Ledgers.facts(ledger, Price.class).getFirst();
            assertThat(price.at()).isEqualTo(Instant.parse("2026-10-01T00:00:00Z"));
            assertThat(price.sku()).isEqualTo("H100");
            assertThat(price.region()).isNull();
            assertThat(price.capacityType()).isEqualTo(CapacityType.SPOT);
            assertThat(price.unitPrice()).isEqualTo(UnitPrice.of("EUR", "2.000000000000000001", PricingUnit.GPU_HOUR));
            assertThat(price.kind()).isEqualTo("estimate");
            assertThat(price.source()).isEqualTo("a friend");
        }
    }

    @Test
    void aShortPriceFileMeansNegotiatedHourlyPricesOnDemandThatAlwaysHeld() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "p.csv", "provider,instance_type,price,currency\naws,p4d.24xlarge,19,USD\n");
        var ledger = new MemoryLedger();
        ledger.append(reading(file));
        Price price = Ledgers.facts(ledger, Price.class).getFirst();
        assertThat(price.at()).isEqualTo(Instant.EPOCH);
        assertThat(price.capacityType()).isEqualTo(CapacityType.ON_DEMAND);
        assertThat(price.unitPrice()).isEqualTo(UnitPrice.of("USD", "19", PricingUnit.HOUR));
        assertThat(price.kind()).isEqualTo("negotiated");
    }

    @Test
    void wrongPricesAreRefusedWithTheReason() throws SourceException, IOException {
        Path file = Ledgers.write(folder, "p.csv", """
                provider,sku,price,currency,unit,from,capacity_type
                ,x,1,USD,,,
                aws,,1,USD,,,
                aws,x,-1,USD,,,
                aws,x,1,dollars,,,
                aws,x,1,USD,hours,,
                aws,x,1,USD,,1.10.2026,
                aws,x,1,USD,,,sport
                """);
        try (Ledger ledger = Ledgers.in(folder)) {
            assertThat(ledger.append(reading(file)).refused()).isEqualTo(7);
            assertThat(Ledgers.refused(ledger))
                    .containsExactly(
                            "2 provider: a price names its provider, such as aws",
                            "3 sku: a price names what it buys: an instance type such as p4d.24xlarge, or a GPU model",
                            "4 price: a price is a number that is not negative, such as 12.2395, with at most 18"
                                    + " fractional digits",
                            "5 currency: a currency is three upper-case letters as in ISO 4217, such as USD",
                            "6 unit: unknown unit: did you mean Hour? use one of Hour, GPU-Hour, vCPU-Hour, GiB-Hour,"
                                    + " GiB-Month, GiB",
                            "7 from: an instant is written as in ISO 8601 and in UTC, such as 2026-10-01 or"
                                    + " 2026-10-01T00:00:00Z",
                            "8 capacity_type: unknown capacity type: did you mean spot? use one of on-demand, spot,"
                                    + " reserved, owned");
        }
    }

    @Test
    void twoColumnsForOneThingAreTooMany() throws IOException {
        Path file = Ledgers.write(folder, "p.csv", "provider,sku,gpu_model,price,currency\n");
        assertThatThrownBy(() -> reading(file))
                .isInstanceOf(SourceException.class)
                .hasMessage("p.csv names the column sku twice, as sku and as gpu_model: keep one of them.");
    }

    private static Reading reading(Path file) throws SourceException {
        return PriceFile.source(file, Ledgers.CLOCK, Progress.NONE).read();
    }
}
