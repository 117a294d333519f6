package io.riskmonitor.feed;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Location;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Incidents that never happened, for the demo. They are of source {@code simulated}, and every one says SIMULATED wherever
 * it is shown.
 */
public final class SimulatedFeed implements ReportAdapter {
    private static final String SOURCE = "simulated";
    private static final double SPREAD_DEGREES = 0.4;
    private static final int MOST_DEATHS = 12;
    private static final double VAGUE_SHARE = 0.2;
    private static final double CORRECTION_SHARE = 0.1;

    /** Where the simulation places its incidents: towns near projects and near the threat, so that the table moves. */
    private static final List<Place> PLACES = List.of(
            new Place("Niono", 14.25, -5.99),
            new Place("Markala", 13.70, -6.08),
            new Place("Sévaré", 14.53, -4.09),
            new Place("Gao", 16.27, -0.04),
            new Place("Kayes", 14.45, -11.44),
            new Place("Kita", 13.04, -9.49),
            new Place("Bougouni", 11.42, -7.48),
            new Place("Ségou", 13.43, -6.26),
            new Place("Bandiagara", 14.35, -3.61),
            new Place("Bamako", 12.65, -8.00));

    private static final List<Kind> KINDS = List.of(
            new Kind(IncidentType.ARMED_CLASH, Set.of(Target.SECURITY_FORCES), "armed clash"),
            new Kind(IncidentType.ATTACK_ON_CIVILIANS, Set.of(Target.CIVILIANS), "attack on a village"),
            new Kind(IncidentType.IED_OR_MINE, Set.of(Target.ROAD), "mine on a road"),
            new Kind(IncidentType.ABDUCTION, Set.of(Target.FOREIGN_WORKERS), "workers abducted"),
            new Kind(
                    IncidentType.LOOTING_OR_SABOTAGE,
                    Set.of(Target.CHINESE_NATIONALS, Target.FACTORY),
                    "machinery burnt on a site"));

    private final Random random;
    private Report last;
    private long next;

    private record Place(String name, double lat, double lon) {}

    private record Kind(IncidentType type, Set<Target> targets, String words) {}

    /**
     * A simulation.
     *
     * @param seed decides every incident
     * @param firstId number of the first incident, so that a continued demo does not take ids up again
     */
    public SimulatedFeed(long seed, long firstId) {
        this.random = new Random(seed);
        this.next = firstId;
        this.last = report(Instant.EPOCH);
    }

    /** Whether what a report tells of is made up. */
    public static boolean tells(ReportId id) {
        return id.source().equals(SOURCE);
    }

    @Override
    public String source() {
        return SOURCE;
    }

    /** Gives one incident, or now and then corrects or takes back the one before; reads nothing. */
    @Override
    public void read(InputStream in, FeedContext context, Consumer<RowOutcome> outcomes) {
        Revision revision;
        double draw = random.nextDouble();
        if (draw < CORRECTION_SHARE && last.occurredTo().isAfter(Instant.EPOCH)) {
            revision = new Revision(
                    last.id(), context.recordedAt(), context.recordedBy(), random.nextBoolean() ? corrected() : null);
        } else {
            last = report(context.recordedAt());
            revision = new Revision(last.id(), context.recordedAt(), context.recordedBy(), last);
        }
        outcomes.accept(new RowOutcome.Accepted(1, revision));
    }

    private Report report(Instant at) {
        Place place = PLACES.get(random.nextInt(PLACES.size()));
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        boolean vague = random.nextDouble() < VAGUE_SHARE;
        int deaths = kind.type() == IncidentType.LOOTING_OR_SABOTAGE ? 0 : random.nextInt(MOST_DEATHS);
        int abducted = kind.type() == IncidentType.ABDUCTION ? 1 + random.nextInt(4) : 0;
        return report(
                new ReportId(SOURCE, Long.toString(next++)),
                kind,
                at,
                new Location(
                        new GeoPoint(place.lat() + offset(), place.lon() + offset()),
                        Extent.POINT,
                        vague ? 60 : 5,
                        "near " + place.name(),
                        null,
                        null,
                        "Mali"),
                deaths,
                abducted,
                place.name());
    }

    private Report report(
            ReportId id, Kind kind, Instant at, Location location, int deaths, int abducted, String place) {
        return new Report(
                id,
                kind.type(),
                "SIMULATED",
                kind.targets(),
                at,
                at,
                location,
                List.of(),
                new Fatalities(deaths, deaths, deaths),
                0,
                abducted,
                0.8,
                "SIMULATED: " + kind.words() + " near " + place,
                List.of("simulated, did not happen"));
    }

    /** The last report with fewer deaths, as corrections mostly are. */
    private Report corrected() {
        int deaths = last.fatalities().best() / 2;
        return new Report(
                last.id(),
                last.type(),
                last.sourceType(),
                last.targets(),
                last.occurredFrom(),
                last.occurredTo(),
                last.location(),
                last.actors(),
                new Fatalities(deaths, deaths, deaths),
                last.injured(),
                last.abducted(),
                last.confidence(),
                last.headline() + " (corrected)",
                last.references());
    }

    private double offset() {
        return (random.nextDouble() - 0.5) * SPREAD_DEGREES;
    }
}
