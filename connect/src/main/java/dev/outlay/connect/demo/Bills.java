package dev.outlay.connect.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The bills of the period: storage, traffic, logs, support, the machines that run the clusters under a commitment,
/// a credit; and one bill that came late. GPU machines are not on them: those are metered, and would count twice.
final class Bills {
    private static final BigDecimal DAYS_IN_A_MONTH = BigDecimal.valueOf(30);
    private static final int LATE_DAYS = 6;
    private static final BigDecimal COMMITMENT_FEE = new BigDecimal("1323.00");
    private static final BigDecimal COMMITTED_LIST_PER_DAY = new BigDecimal("70.00");

    private final Period period;
    private final long seed;

    Bills(Period period, long seed) {
        this.period = period;
        this.seed = seed;
    }

    /// The text of every bill by its file name, in the order they came; the late one is last.
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        Chance chance = new Chance(seed, "bills");
        for (Biller biller : List.of(Biller.AWS, Biller.GCP, Biller.NEBIUS)) {
            Map<YearMonth, StringBuilder> months = new LinkedHashMap<>();
            for (int day = 0; day < period.days(); day++) {
                StringBuilder bill = months.computeIfAbsent(
                        YearMonth.from(period.date(day)), _ -> new StringBuilder(BillLine.HEADER));
                lines(biller, day, chance).forEach(line -> bill.append(line.text()));
            }
            months.forEach((month, bill) -> files.put("bill-" + biller.key() + "-" + month + ".csv", bill.toString()));
        }
        files.put("bill-gcp-" + YearMonth.from(period.date(0)) + "-late.csv", late(chance));
        return files;
    }

    private List<BillLine> lines(Biller biller, int day, Chance chance) {
        List<BillLine> lines = new ArrayList<>();
        BilledService.DAILY.stream()
                .filter(service -> service.biller().equals(biller))
                .map(service -> usage(service, day, chance))
                .forEach(lines::add);
        LocalDate date = period.date(day);
        if (biller.equals(Biller.GCP)) {
            lines.add(committed(date));
        }
        if (date.getDayOfMonth() == 1 && biller.equals(Biller.AWS)) {
            lines.add(fee(biller, date, "AWS Support", "Business support, monthly", "9400.00"));
        }
        if (date.getDayOfMonth() == 1 && biller.equals(Biller.GCP)) {
            lines.add(purchase(date));
            lines.add(credit(date));
        }
        return lines;
    }

    private String late(Chance chance) {
        StringBuilder bill = new StringBuilder(BillLine.HEADER);
        for (int day = 0; day < LATE_DAYS && sameMonth(day); day++) {
            for (BilledService service : BilledService.LATE) {
                String said = "billed late: " + service.description();
                bill.append(usage(service, day, chance)
                        .with("ChargeDescription", said)
                        .text());
            }
        }
        return bill.toString();
    }

    private boolean sameMonth(int day) {
        return YearMonth.from(period.date(day)).equals(YearMonth.from(period.date(0)));
    }

    private BillLine usage(BilledService service, int day, Chance chance) {
        boolean stored = service.category().equals("Storage");
        double growth = 1 + 0.25 * day / period.days();
        double rhythm = stored ? 1 : (period.weekend(day * Period.DAY) ? 0.6 : 1.1) * chance.between(0.8, 1.2);
        BigDecimal quantity = BigDecimal.valueOf(service.perMonth() * growth * rhythm)
                .divide(DAYS_IN_A_MONTH, 3, RoundingMode.HALF_EVEN);
        BigDecimal list = quantity.multiply(service.listUnitPrice());
        BigDecimal contracted = quantity.multiply(service.contractedUnitPrice());
        String resource = service.sku() + "-" + (service.project() == null ? "shared" : service.project());
        return new BillLine(service.biller(), period.date(day), "Usage", "Usage-Based")
                .service(service.category(), service.service(), service.sku(), service.description())
                .with("SkuPriceId", service.sku() + "-" + service.listUnitPrice())
                .with("ResourceId", resource)
                .with("ResourceName", resource)
                .with("ConsumedQuantity", quantity.toPlainString())
                .with("ConsumedUnit", service.unit())
                .with("PricingQuantity", quantity.toPlainString())
                .with("PricingUnit", service.unit())
                .with("ListUnitPrice", service.listUnitPrice().toPlainString())
                .with("ContractedUnitPrice", service.contractedUnitPrice().toPlainString())
                .costs(contracted, contracted, list, contracted)
                .tags(service.team(), service.project());
    }

    // paid by the fee of the month, so billed at nothing and worth its part of the fee
    private static BillLine committed(LocalDate date) {
        BigDecimal worth = COMMITMENT_FEE.divide(BigDecimal.valueOf(date.lengthOfMonth()), 6, RoundingMode.HALF_EVEN);
        return withCommitment(new BillLine(Biller.GCP, date, "Usage", "Usage-Based"))
                .service("Compute", "Compute Engine", "gcp-control-nodes", "machines that run the cluster itself")
                .with("PricingCategory", "Committed")
                .with("CommitmentDiscountStatus", "Used")
                .costs(BigDecimal.ZERO, worth, COMMITTED_LIST_PER_DAY, worth)
                .tags("platform", "guardrails");
    }

    private static BillLine purchase(LocalDate date) {
        return withCommitment(new BillLine(Biller.GCP, date, "Purchase", "Recurring"))
                .service("Compute", "Compute Engine", "gcp-commitment", "committed use for one year, monthly fee")
                .costs(COMMITMENT_FEE, BigDecimal.ZERO, COMMITMENT_FEE, COMMITMENT_FEE);
    }

    private static BillLine withCommitment(BillLine line) {
        return line.with("CommitmentDiscountId", "commitment-1")
                .with("CommitmentDiscountName", "control nodes, one year")
                .with("CommitmentDiscountCategory", "Spend")
                .with("CommitmentDiscountType", "Committed use discount");
    }

    private static BillLine credit(LocalDate date) {
        BigDecimal credit = new BigDecimal("-1850.00");
        return new BillLine(Biller.GCP, date, "Credit", "One-Time")
                .service("Other", "Credits", "gcp-credit", "credit of the start-up programme")
                .costs(credit, credit, BigDecimal.ZERO, credit);
    }

    private static BillLine fee(Biller biller, LocalDate date, String service, String description, String amount) {
        BigDecimal fee = new BigDecimal(amount);
        return new BillLine(biller, date, "Usage", "Recurring")
                .service("Other", service, biller.key() + "-support", description)
                .costs(fee, fee, fee, fee);
    }
}
