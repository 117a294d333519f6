package io.riskmonitor.risk;

import java.math.BigInteger;

/**
 * A sum of doubles that is exact: {@code unscaled · 2^scale}.
 *
 * <p>Addition and subtraction neither round nor depend on order, so what was added can be taken away without a trace.
 * Kept in lowest terms, so equal sums are equal records.
 */
public record ExactSum(BigInteger unscaled, int scale) {
    public static final ExactSum ZERO = new ExactSum(BigInteger.ZERO, 0);

    private static final int SIGNIFICANT_BITS = 62;

    public ExactSum {
        int zeros = unscaled.signum() == 0 ? 0 : unscaled.getLowestSetBit();
        unscaled = unscaled.shiftRight(zeros);
        scale = unscaled.signum() == 0 ? 0 : scale + zeros;
    }

    /**
     * The number {@code value · 2^exponent}, exactly.
     *
     * @throws IllegalArgumentException if the value is not finite
     */
    public static ExactSum of(double value, int exponent) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " cannot be summed");
        }
        if (value == 0) {
            return ZERO;
        }
        int e = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
        return new ExactSum(BigInteger.valueOf((long) Math.scalb(value, -e)), Math.addExact(e, exponent));
    }

    public ExactSum plus(ExactSum other) {
        if (unscaled.signum() == 0) {
            return other;
        }
        if (other.unscaled.signum() == 0) {
            return this;
        }
        int low = Math.min(scale, other.scale);
        return new ExactSum(unscaled.shiftLeft(scale - low).add(other.unscaled.shiftLeft(other.scale - low)), low);
    }

    public ExactSum minus(ExactSum other) {
        return plus(new ExactSum(other.unscaled.negate(), other.scale));
    }

    /** This sum times {@code 2^exponent}, as the nearest double but for the last bit; tiny values become 0. */
    public double scaledToDouble(int exponent) {
        int shift = Math.max(0, unscaled.bitLength() - SIGNIFICANT_BITS);
        double leading = unscaled.shiftRight(shift).longValueExact();
        return Math.scalb(leading, Math.addExact(Math.addExact(scale, shift), exponent));
    }
}
