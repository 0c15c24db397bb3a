package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.Product;
import dev.outlay.ledger.Terms;
import dev.outlay.units.Span;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a line of a bill is, and which lines are one and the same although their amounts differ. Not thread-safe.
final class BillLines {

    /// What starts the id of charges that were rated from usage.
    static final String RATED = "rated/";

    /// What starts the id of charges that settle a bill over what was metered.
    static final String SETTLED = "settled/";

    /// Keeps bills, what restates them, and what settles them.
    static final Filter FILTER =
            new Filter(Dimension.Named.STATUS, Set.of(ChargeStatus.BILLED.text(), ChargeStatus.CORRECTED.text()));

    private final MessageDigest digest;

    BillLines() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// 128 bits that stand for a text.
    record Key(long high, long low) {

        Key plus(Key other) {
            return new Key(high + other.high, low + other.low);
        }

        Key minus(Key other) {
            return new Key(high - other.high, low - other.low);
        }
    }

    /// Whether a charge is a line of a bill, as it came or stated anew or taken back.
    static boolean isLine(Charge charge) {
        return (charge.status() == ChargeStatus.BILLED || charge.status() == ChargeStatus.CORRECTED)
                && !charge.origin().id().startsWith(RATED)
                && !charge.origin().id().startsWith(SETTLED);
    }

    /// What a line is about: everything but its amounts, its tags, how it is worded, and what pays for it. A month
    /// that is issued anew often says of the same hours that a commitment pays for them after all.
    ///
    /// Without a resource there is less to tell lines apart by, so how it was priced counts too; without a SKU, as
    /// for a tax or a fee, its service and its description.
    Key naturalKey(Charge line) {
        Product product = line.product();
        Terms terms = line.terms();
        boolean loose = product.resourceId() == null;
        boolean bare = loose && product.skuId() == null;
        Span billing = line.billingPeriod();
        return key(Stream.of(
                        line.account().billingAccountId(),
                        line.account().subAccountId(),
                        line.place().provider(),
                        product.resourceId(),
                        product.skuId(),
                        loose ? product.skuPriceId() : null,
                        line.period().toString(),
                        billing == null ? null : billing.from().toString(),
                        terms.chargeCategory(),
                        loose ? terms.pricingCategory() : null,
                        loose ? terms.commitmentId() : null,
                        bare ? product.invoiceIssuer() : null,
                        bare ? product.serviceName() : null,
                        bare ? terms.chargeDescription() : null)
                // a length before each, so that no two lists of texts read the same
                .map(text -> text == null ? "-" : text.length() + ":" + text)
                .collect(Collectors.joining()));
    }

    /// What an id stands for in sums that know no order.
    Key idKey(String id) {
        return key(id);
    }

    private Key key(String text) {
        byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
        return new Key(number(hash, 0), number(hash, Long.BYTES));
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            number = (number << Byte.SIZE) | (bytes[i] & 0xffL);
        }
        return number;
    }
}
