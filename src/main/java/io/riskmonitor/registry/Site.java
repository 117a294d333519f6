package io.riskmonitor.registry;

import io.riskmonitor.geo.SiteRectangle;

/**
 * One place of a project that is scored by itself: its only site, one of several, or a section of its line.
 *
 * @param id unique within the project, such as {@code 07} of a railway or {@code site} of a single place
 * @param label what people call it: a town, or the kilometre range with the nearest stations
 * @param uncertaintyKm one standard deviation of the registry's own coordinates, km
 */
public record Site(String id, String label, SiteRectangle rectangle, double uncertaintyKm) {
    public Site {
        if (!id.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("site id '" + id + "' is not of a-z, 0-9 and -");
        }
        if (!(uncertaintyKm >= 0)) {
            throw new IllegalArgumentException("site " + id + " has uncertainty " + uncertaintyKm + " km");
        }
    }
}
