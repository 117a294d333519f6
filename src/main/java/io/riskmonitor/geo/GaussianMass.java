package io.riskmonitor.geo;

/**
 * The mass of a round normal distribution within a polygon, as a sum over the polygon's edges.
 *
 * <p>The density exp(−r²/2)/2π is the divergence of the radial field (1−exp(−r²/2))/(2πr), so by Gauss's theorem its
 * integral over the polygon is the flux of that field through the border. On an edge at signed distance h from the
 * centre, s the way along it, the flux is ∫ h·g(h²+s²) ds / 2π with g(q) = (1−exp(−q/2))/q: smooth everywhere, also for
 * a centre on the border, so a few Gauss–Legendre nodes per sigma are exact to 1e-7. Beyond {@link #REACH} sigma the
 * exponential is nothing and the integral is the angle under which the edge is seen.
 */
final class GaussianMass {
    /** Sigmas beyond which no mass is left: exp(−18) is 1.5e-8. */
    static final double REACH = 6;

    // Abramowitz & Stegun, table 25.4, n = 4, on [-1, 1].
    private static final double[] NODES = {-0.861136311594053, -0.339981043584856, 0.339981043584856, 0.861136311594053
    };
    private static final double[] WEIGHTS = {0.347854845137454, 0.652145154862546, 0.652145154862546, 0.347854845137454
    };

    private GaussianMass() {}

    /**
     * What the edge from p to q adds; coordinates from the distribution's centre, in sigmas. The sum over a ring that
     * runs counter-clockwise is the mass within it.
     */
    static double ofEdge(double px, double py, double qx, double qy) {
        double length = Math.sqrt((qx - px) * (qx - px) + (qy - py) * (qy - py));
        if (length == 0) {
            return 0;
        }
        double ux = (qx - px) / length;
        double uy = (qy - py) / length;
        double h = px * uy - py * ux;
        double from = px * ux + py * uy;
        double to = qx * ux + qy * uy;
        double half = Math.abs(h) < REACH ? Math.sqrt(REACH * REACH - h * h) : 0;
        double near = Math.max(from, -half);
        double far = Math.min(to, half);
        if (near >= far) {
            return angle(h, from, to) / (2 * StrictMath.PI);
        }
        return (angle(h, from, near) + smooth(h, near, far) + angle(h, far, to)) / (2 * StrictMath.PI);
    }

    private static double angle(double h, double from, double to) {
        return from == to ? 0 : StrictMath.atan2(h * (to - from), h * h + from * to);
    }

    private static double smooth(double h, double from, double to) {
        int pieces = (int) Math.ceil(to - from);
        double halfPiece = (to - from) / pieces / 2;
        double sum = 0;
        for (int i = 0; i < pieces; i++) {
            double middle = from + (2 * i + 1) * halfPiece;
            for (int k = 0; k < NODES.length; k++) {
                double s = middle + NODES[k] * halfPiece;
                sum += WEIGHTS[k] * g(h * h + s * s);
            }
        }
        return h * sum * halfPiece;
    }

    private static double g(double q) {
        return q < 1e-12 ? 0.5 : -StrictMath.expm1(-q / 2) / q;
    }
}
