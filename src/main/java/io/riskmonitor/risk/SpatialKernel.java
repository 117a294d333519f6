package io.riskmonitor.risk;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.SiteRectangle;
import org.hipparchus.special.Erf;

/**
 * How near an uncertain place is to a site: the expectation of {@code exp(−δ²/(2σ_s²))} over the place's Gaussian, δ the
 * distance to the site's rectangle; closed form in DESIGN section 6.
 *
 * @param sigmaKm reach of a threat σ_s, km
 * @param cutoff nearness below which an incident does not concern a site, at least 1e-5: the site index relies on it
 */
public record SpatialKernel(double sigmaKm, double cutoff) {
    private static final double SQRT_2 = StrictMath.sqrt(2);
    /** Below this the place counts as known exactly; the closed form divides by it. */
    private static final double EXACT_KM = 1e-6;

    public SpatialKernel {
        if (!(sigmaKm > 0) || !(cutoff >= 1e-5 && cutoff < 1)) {
            throw new IllegalArgumentException("kernel with reach " + sigmaKm + " km and cutoff " + cutoff);
        }
    }

    /**
     * Nearness g in 0..1.
     *
     * @param uncertaintyKm one standard deviation of the place, km
     */
    public double nearness(GeoPoint place, double uncertaintyKm, SiteRectangle site) {
        SiteRectangle.Offset o = site.offsetOf(place);
        return axis(o.along(), site.lengthKm(), uncertaintyKm) * axis(o.across(), site.widthKm(), uncertaintyKm);
    }

    /**
     * Kilometres beyond which no place of that uncertainty reaches the cutoff. On either axis, at an excess x over the
     * rectangle, the factor is below 1.5·exp(−x²/(2S²)): the part inside the rectangle is at most ½·exp(−x²/(2σ²)) and the
     * rest at most exp(−x²/(2S²)), with S² = σ_s² + σ².
     */
    public double reachKm(double uncertaintyKm) {
        double s = StrictMath.hypot(sigmaKm, uncertaintyKm);
        return s * StrictMath.sqrt(2 * StrictMath.log(1.5 * 1.5 / cutoff));
    }

    /** One axis: offset from the centre of a stretch of length a, both km. */
    double axis(double offset, double a, double sigma) {
        // Both sides are alike; on this one the normal distribution's tails are small and keep their digits.
        double u = Math.abs(offset);
        double h = a / 2;
        if (sigma < EXACT_KM) {
            double excess = Math.max(0, u - h);
            return StrictMath.exp(-excess * excess / (2 * sigmaKm * sigmaKm));
        }
        double s = StrictMath.hypot(sigmaKm, sigma);
        double inside = phi((h - u) / sigma) - phi((-h - u) / sigma);
        double above = gauss(u - h, s) * phi((u - h) * sigmaKm / (sigma * s));
        double below = gauss(u + h, s) * phi(-(u + h) * sigmaKm / (sigma * s));
        return inside + sigmaKm / s * (above + below);
    }

    private static double gauss(double x, double s) {
        return StrictMath.exp(-x * x / (2 * s * s));
    }

    /** Normal distribution function, by the complementary error function so that small tails keep their digits. */
    private static double phi(double z) {
        return 0.5 * Erf.erfc(-z / SQRT_2);
    }
}
