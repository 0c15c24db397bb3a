package dev.outlay.outlook;

/// Quantiles of the normal and of Student's distribution.
final class Normal {

    private Normal() {}

    /// Below which value a normal one lies with a probability: Acklam's rational approximation, right to nine
    /// digits relatively (P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution
    /// function").
    static double quantile(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("a probability between 0 and 1 has a quantile: " + probability);
        }
        double low = 0.02425;
        if (probability < low) {
            double q = Math.sqrt(-2 * Math.log(probability));
            return tail(q);
        }
        if (probability > 1 - low) {
            return -tail(Math.sqrt(-2 * Math.log(1 - probability)));
        }
        double q = probability - 0.5;
        double r = q * q;
        return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                                                        + 1.383577518672690e+02)
                                                * r
                                        - 3.066479806614716e+01)
                                * r
                        + 2.506628277459239e+00)
                * q
                / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                                                        + 6.680131188771972e+01)
                                                * r
                                        - 1.328068155288572e+01)
                                * r
                        + 1);
    }

    private static double tail(double q) {
        return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q
                                                        - 2.549732539343734e+00)
                                                * q
                                        + 4.374664141464968e+00)
                                * q
                        + 2.938163982698783e+00)
                / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q
                                        + 3.754408661907416e+00)
                                * q
                        + 1);
    }

    /// The same of Student's distribution with so many degrees of freedom, five or more: the expansion around the
    /// normal one (Abramowitz and Stegun 26.7.5).
    static double student(double probability, double degrees) {
        double z = quantile(probability);
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        double z7 = z5 * z * z;
        return z
                + (z3 + z) / (4 * degrees)
                + (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees * degrees)
                + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees * degrees * degrees);
    }
}
