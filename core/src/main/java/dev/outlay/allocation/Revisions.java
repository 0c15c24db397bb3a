package dev.outlay.allocation;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.ChargeStatus;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.GpuUse;
import dev.outlay.ledger.Origin;
import dev.outlay.ledger.Terms;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The history of a charge that is never changed: which statement of it stands, and how the next one is written.
///
/// A charge is known by its base id; `~r2` after it is a later statement, `~r2-reversal` takes one back. A revision
/// is numbered by what the ledger holds, so that going on after a crash appends only what is missing.
final class Revisions {

    /// What FOCUS calls a charge that mends one of an invoice that was issued before.
    static final String CORRECTION = "Correction";

    private static final String REVERSAL = "-reversal";
    private static final Pattern REVISION = Pattern.compile("~r(\\d+)(-reversal)?$");

    private Revisions() {}

    static String base(Charge charge) {
        return REVISION.matcher(charge.origin().id()).replaceFirst("");
    }

    /// Whether it is as it came, neither stated anew nor taken back.
    static boolean isRaw(Charge charge) {
        return !REVISION.matcher(charge.origin().id()).find();
    }

    static boolean isReversal(Charge charge) {
        return charge.origin().id().endsWith(REVERSAL);
    }

    /// Whether a provider mends an earlier line by another one, which adds and replaces nothing.
    static boolean isProvidersCorrection(Charge charge) {
        return CORRECTION.equals(charge.terms().chargeClass()) && isRaw(charge);
    }

    /// The charge that the latest revision states; null where it was taken back.
    static @Nullable Charge standing(Collection<Charge> known) {
        return known.stream()
                .filter(charge -> !isReversal(charge))
                .max(Comparator.comparingInt(Revisions::revision))
                .filter(charge ->
                        known.stream().noneMatch(other -> isReversal(other) && revision(other) > revision(charge)))
                .orElse(null);
    }

    /// Whether both say the same but for how firm it is and whether it mends closed books.
    static boolean same(Charge one, Charge other) {
        return stated(one, "same", ChargeStatus.BILLED, null).equals(stated(other, "same", ChargeStatus.BILLED, null));
    }

    /// The charge with all amounts negated, as the given revision.
    static Charge reversal(Charge standing, int revision, boolean closed) {
        String id = base(standing) + "~r" + revision + REVERSAL;
        Terms terms = of(standing.terms(), chargeClass(standing, closed), -1);
        return stated(
                standing,
                id,
                ChargeStatus.CORRECTED,
                terms,
                standing.costs().negated(),
                standing.use().negated());
    }

    /// The charge once more, as the given revision.
    static Charge restatement(Charge wanted, int revision, boolean closed) {
        String id = base(wanted) + "~r" + revision;
        return stated(wanted, id, ChargeStatus.CORRECTED, chargeClass(wanted, closed));
    }

    /// The charge as one that mends closed books, where it does.
    static Charge inBooks(Charge charge, boolean closed) {
        return closed ? stated(charge, charge.origin().id(), ChargeStatus.CORRECTED, CORRECTION) : charge;
    }

    private static @Nullable String chargeClass(Charge charge, boolean closed) {
        return closed ? CORRECTION : charge.terms().chargeClass();
    }

    private static Charge stated(Charge charge, String id, ChargeStatus status, @Nullable String chargeClass) {
        return stated(charge, id, status, of(charge.terms(), chargeClass, 1), charge.costs(), charge.use());
    }

    private static Charge stated(Charge charge, String id, ChargeStatus status, Terms terms, Costs costs, GpuUse use) {
        return new Charge(
                Origin.of(id, charge.origin().document()),
                status,
                charge.period(),
                charge.billingPeriod(),
                costs,
                charge.place(),
                charge.owner(),
                charge.product(),
                terms,
                charge.account(),
                use,
                charge.ratedBy(),
                charge.allocatedFrom(),
                charge.tags());
    }

    private static Terms of(Terms terms, @Nullable String chargeClass, int sign) {
        return new Terms(
                terms.chargeCategory(),
                chargeClass,
                terms.chargeFrequency(),
                terms.chargeDescription(),
                terms.pricingCategory(),
                sign < 0 ? negated(terms.pricingQuantity()) : terms.pricingQuantity(),
                terms.pricingUnit(),
                terms.listUnitPrice(),
                terms.contractedUnitPrice(),
                sign < 0 ? negated(terms.consumedQuantity()) : terms.consumedQuantity(),
                terms.consumedUnit(),
                terms.commitmentId(),
                terms.commitmentName(),
                terms.commitmentCategory(),
                terms.commitmentType(),
                terms.commitmentStatus());
    }

    private static int revision(Charge charge) {
        Matcher matcher = REVISION.matcher(charge.origin().id());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static @Nullable BigDecimal negated(@Nullable BigDecimal value) {
        return value == null ? null : value.negate();
    }
}
