package io.riskmonitor.config;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.registry.Site;
import io.riskmonitor.text.RowFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/** Reads an {@code area}: a closed ring of longitudes and latitudes, kept as its minimum rotated rectangle. */
final class AreaReader {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private final Fields in;
    private final Citations citations;

    AreaReader(Fields in, Citations citations) {
        this.in = in;
        this.citations = citations;
    }

    /** One site; none if the ring is not one. */
    List<Site> read() {
        String label = in.text("label");
        List<GeoPoint> ring = ring();
        Double uncertaintyKm = SiteReader.uncertaintyKm(in);
        SiteReader.requireSource(in, citations);
        in.rejectOthers();
        if (label == null || uncertaintyKm == null || ring == null || !isArea(ring)) {
            return List.of();
        }
        SiteReader.hintFarAway(in, "ring", ring.get(0));
        return List.of(new Site("area", label, SiteRectangle.around(ring), uncertaintyKm));
    }

    private @Nullable List<GeoPoint> ring() {
        if (!in.has("ring")) {
            in.problem("ring", "is missing");
            return null;
        }
        List<GeoPoint> ring = new ArrayList<>();
        boolean whole = true;
        for (DocumentNode item : in.list("ring")) {
            GeoPoint point = vertex(item, ring.size() + 1);
            whole &= point != null;
            if (point != null) {
                ring.add(point);
            }
        }
        return whole ? ring : null;
    }

    private @Nullable GeoPoint vertex(DocumentNode item, int position) {
        List<DocumentNode> pair = item.items();
        try {
            if (pair != null && pair.size() == 2) {
                return new GeoPoint(degrees(pair.get(1)), degrees(pair.get(0)));
            }
        } catch (IllegalArgumentException e) {
            in.problem("ring", "vertex " + position + ": " + e.getMessage());
            return null;
        }
        in.problem("ring", "vertex " + position + " is not [longitude, latitude]");
        return null;
    }

    private static double degrees(DocumentNode node) {
        String text = node.text();
        if (text == null) {
            throw new IllegalArgumentException(node.shape() + " is not a number");
        }
        if (!RowFields.isDecimal(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a number");
        }
        return Double.parseDouble(text);
    }

    private boolean isArea(List<GeoPoint> ring) {
        if (ring.size() < 4) {
            in.problem("ring", "has " + ring.size() + " vertices; a closed ring has at least 4");
            return false;
        }
        if (!ring.get(0).equals(ring.get(ring.size() - 1))) {
            in.problem("ring", "is not closed: its last vertex is not its first");
            return false;
        }
        Coordinate[] vertices =
                ring.stream().map(p -> new Coordinate(p.lon(), p.lat())).toArray(Coordinate[]::new);
        Polygon polygon = GEOMETRY.createPolygon(vertices);
        TopologyValidationError error = new IsValidOp(polygon).getValidationError();
        if (error != null) {
            Coordinate at = error.getCoordinate();
            in.problem("ring", "crosses or touches itself at [" + at.x + ", " + at.y + "]");
        }
        return error == null;
    }
}
