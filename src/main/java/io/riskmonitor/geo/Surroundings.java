package io.riskmonitor.geo;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** All that lies within so many kilometres of sites, as geometry. */
public final class Surroundings {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private Surroundings() {}

    /**
     * The ground within a distance of any of the rectangles; circles are drawn with 32 corners, within 0.5 % of their
     * radius.
     *
     * @throws IllegalArgumentException if there are no rectangles, or the distance is not above 0
     */
    public static Geometry within(List<SiteRectangle> sites, double km) {
        if (sites.isEmpty() || !(km > 0)) {
            throw new IllegalArgumentException(sites.size() + " sites have no ground within " + km + " km");
        }
        return UnaryUnionOp.union(sites.stream().map(site -> within(site, km)).toList());
    }

    private static Geometry within(SiteRectangle site, double km) {
        LocalPlane plane = new LocalPlane(site.centre());
        double axis = StrictMath.toRadians(site.axisDegrees());
        double cos = StrictMath.cos(axis);
        double sin = StrictMath.sin(axis);
        Coordinate[] corners = new Coordinate[4];
        for (int i = 0; i < 4; i++) {
            double along = site.lengthKm() / 2 * (i == 0 || i == 3 ? 1 : -1);
            double across = site.widthKm() / 2 * (i < 2 ? 1 : -1);
            corners[i] = new Coordinate(along * cos - across * sin, along * sin + across * cos);
        }
        Geometry around =
                GEOMETRY.createMultiPointFromCoords(corners).convexHull().buffer(km);
        around.apply((Coordinate c) -> {
            GeoPoint p = plane.at(c.x, c.y);
            c.x = p.lon();
            c.y = p.lat();
        });
        around.geometryChanged();
        return around;
    }
}
