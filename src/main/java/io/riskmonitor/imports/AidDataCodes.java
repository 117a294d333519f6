package io.riskmonitor.imports;

import io.riskmonitor.registry.PhaseStatus;
import java.util.List;
import java.util.Map;

/** What the codes of AidData's Chinese Official Finance to Africa 1.1.1 mean in the registry. */
final class AidDataCodes {
    /** Precision codes of a place in the country as a whole, or in its capital for want of better: no point. */
    static final List<String> COUNTRY_LEVEL = List.of("6", "8");

    /**
     * One standard deviation by precision code, in km: 1 is a named place; 2 is within 25 km, taken as two deviations; 3
     * and 4 are a cercle and a region, half the radius of a circle of their mean area (1.24 million km² over 50 and 9).
     * 5 (along a line) and 7 (unclear) give no size and are refused.
     */
    static final Map<String, Double> UNCERTAINTY_KM = Map.of("1", 2.0, "2", 12.5, "3", 44.0, "4", 105.0);

    /** AidData's completed works are taken to be in use. */
    static final Map<String, PhaseStatus> STATUS = Map.of(
            "Pipeline: Pledge", PhaseStatus.PLANNED,
            "Pipeline: Commitment", PhaseStatus.PLANNED,
            "Implementation", PhaseStatus.UNDER_CONSTRUCTION,
            "Completion", PhaseStatus.OPERATIONAL);

    /** A sector and the targets that concern it; transport (210) is roads, railways and airports alike. */
    record Purpose(String sector, List<String> matches) {}

    private static final Purpose OTHER = new Purpose("OTHER", List.of());

    /** By the sector code of the OECD's Creditor Reporting System. */
    static final Map<String, Purpose> PURPOSE = Map.ofEntries(
            Map.entry("110", new Purpose("EDUCATION", List.of("SCHOOL"))),
            Map.entry("120", new Purpose("HEALTH", List.of("HEALTH"))),
            Map.entry("140", new Purpose("WATER", List.of("WATER"))),
            Map.entry("150", OTHER),
            Map.entry("160", OTHER),
            Map.entry("210", OTHER),
            Map.entry("220", new Purpose("TELECOM", List.of("TELECOM"))),
            Map.entry("230", new Purpose("ENERGY", List.of("POWER"))),
            Map.entry("310", new Purpose("AGRICULTURE", List.of("FARM"))),
            Map.entry("320", new Purpose("INDUSTRY", List.of("FACTORY"))),
            Map.entry("430", OTHER),
            Map.entry("520", OTHER),
            Map.entry("998", OTHER));

    private AidDataCodes() {}
}
