package dev.outlay.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// The arithmetic of what is held.
final class Holding {

    static final int SCALE = 18;

    private Holding() {}

    /// A part of an amount, rounded down so that parts never come to more than what is left.
    static BigDecimal part(BigDecimal amount, BigDecimal part) {
        return amount.multiply(part).setScale(SCALE, RoundingMode.DOWN);
    }

    /// What is still held of a hold of which so much was spent, never below zero nor above the hold.
    static BigDecimal remaining(BigDecimal held, BigDecimal drawn) {
        return held.subtract(drawn.max(BigDecimal.ZERO)).max(BigDecimal.ZERO);
    }
}
