package io.riskmonitor.geo;

import org.locationtech.jts.geom.Geometry;

/**
 * A first-level administrative unit.
 *
 * @param id lower-case ASCII of the French name, such as {@code segou}
 * @param geometry polygon or multipolygon in WGS 84 degrees, x longitude, y latitude
 */
public record Region(String id, Names names, Geometry geometry) {}
