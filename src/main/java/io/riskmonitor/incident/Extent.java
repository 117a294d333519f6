package io.riskmonitor.incident;

/** How much ground a reported place covers. */
public enum Extent {
    /** A place on the map, with the uncertainty it carries. */
    POINT,
    /** A second-level unit (cercle, district) as a whole. */
    ADM2,
    /** A first-level unit (region) as a whole. */
    ADM1,
    /** Somewhere in the country. */
    COUNTRY
}
