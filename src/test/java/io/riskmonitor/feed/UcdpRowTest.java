package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Target;
import io.riskmonitor.testing.FakeRegionIndex;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UcdpRowTest {
    private final UcdpAdapter adapter = new UcdpAdapter();
    private final RegionIndex regions = FakeRegionIndex.mali();

    @ParameterizedTest
    @CsvSource({
        "1, Mopti region, Mopti cercle, POINT,   2",
        "2, Mopti region, Mopti cercle, POINT,   12.5",
        "3, Mopti region, Mopti cercle, ADM2,    44",
        "5, Mopti region, Mopti cercle, ADM2,    44",
        "5, '',           '',           ADM1,    181",
        "4, Nowhere,      '',           ADM1,    105",
        "7, '',           '',           POINT,   50",
        "'','',           '',           POINT,   12.5",
    })
    void shouldCarryPrecisionIntoExtentAndUncertainty(
            String wherePrec, String adm1, String adm2, Extent extent, double km) throws IOException {
        Report report = read(Map.of("where_prec", wherePrec, "adm_1", adm1, "adm_2", adm2));

        assertThat(report.location().extent()).isEqualTo(extent);
        assertThat(report.location().uncertaintyKm()).isEqualTo(km);
    }

    @Test
    void shouldTakeTheRegionsOwnUncertaintyWhenItIsUnderWatch() throws IOException {
        double mopti = regions.uncertaintyKm(regions.named("Mopti").orElseThrow());

        assertThat(read(Map.of("where_prec", "4", "adm_1", "Mopti region"))
                        .location()
                        .uncertaintyKm())
                .isEqualTo(mopti);
        assertThat(read(Map.of("where_prec", "5", "adm_1", "Mopti region"))
                        .location()
                        .uncertaintyKm())
                .isEqualTo(mopti);
        assertThat(read(Map.of("where_prec", "6")).location().uncertaintyKm())
                .isEqualTo(regions.countryUncertaintyKm());
    }

    @Test
    void shouldTakeTheDefaultWhenAForeignUnitHasTheNameOfAWatchedRegion() throws IOException {
        Map<String, String> elsewhere = Map.of("latitude", "5", "longitude", "30", "country", "South Sudan");

        assertThat(read(with(elsewhere, "where_prec", "4", "adm_1", "Mopti region"))
                        .location()
                        .uncertaintyKm())
                .isEqualTo(PlacePrecision.ADM1_KM);
        assertThat(read(with(elsewhere, "where_prec", "6")).location().uncertaintyKm())
                .isEqualTo(PlacePrecision.COUNTRY_KM);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2019-03-23, 2019-03-23, 2019-03-23, 2019-03-24",
        "2, 2019-03-23, 2019-03-25, 2019-03-23, 2019-03-26",
        "2, 2019-03-23, 2019-03-23, 2019-03-21, 2019-03-27",
        "3, 2019-03-23, 2019-03-23, 2019-03-20, 2019-03-27",
        "4, 2019-03-23, 2019-03-23, 2019-03-01, 2019-04-01",
        "4, 2019-03-23, 2019-04-02, 2019-03-23, 2019-04-03",
        "5, 2019-03-23, 2019-03-23, 2019-01-01, 2020-01-01",
        "'',2019-03-23, 2019-03-23, 2019-03-23, 2019-03-24",
    })
    void shouldWidenTheSpanWhenOneDayStandsForMore(String datePrec, String start, String end, String from, String to)
            throws IOException {
        Report report = read(Map.of("date_prec", datePrec, "date_start", start, "date_end", end));

        assertThat(report.occurredFrom()).isEqualTo(from + "T00:00:00Z");
        assertThat(report.occurredTo()).isEqualTo(to + "T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "date_end,   2019-03-22, invalid-date",
        "date_start, 03/23/2019, invalid-date",
        "date_start, 2019-02-30, invalid-date",
        "date_start, 1919-03-23, out-of-range",
        "where_prec, 8,          out-of-range",
        "date_prec,  0,          out-of-range",
    })
    void shouldRefuseTheRowWhenAPreciseFieldIsWrong(String field, String value, String reason) throws IOException {
        RowOutcome.Refused refused =
                Readings.of(adapter, csv(Map.of(field, value))).refusal();

        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.id()).hasToString("ucdp:42");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 3, 1, 2, 3",
        "12, 12, 0, 0, 12, 12",
        "7, 0, 7, 0, 0, 7",
        "9, 10, 9, 9, 10, 10",
        "'', 5, '', 5, 5, 5"
    })
    void shouldWidenTheBoundsWhenEstimatesAreNotInOrder(
            String low, String best, String high, int readLow, int readBest, int readHigh) throws IOException {
        assertThat(read(Map.of("low", low, "best", best, "high", high)).fatalities())
                .isEqualTo(new Fatalities(readLow, readBest, readHigh));
    }

    @Test
    void shouldTellWhoWasHitFromTheSides() throws IOException {
        Report clash = read(Map.of("side_a", "Government of Mali", "side_b", "JNIM"));
        Report communal = read(Map.of("type_of_violence", "2", "side_a", "Dogon", "side_b", "Fulani"));
        Report onCivilians = read(Map.of("type_of_violence", "3", "side_a", "IS", "side_b", "Civilians"));
        Report onPeacekeepers = read(Map.of("side_a", "JNIM", "side_b", "MINUSMA"));

        assertThat(clash.targets()).containsExactly(Target.SECURITY_FORCES);
        assertThat(clash.type()).isEqualTo(IncidentType.ARMED_CLASH);
        assertThat(communal.targets()).isEmpty();
        assertThat(onCivilians.targets()).containsExactly(Target.CIVILIANS);
        assertThat(onCivilians.type()).isEqualTo(IncidentType.ATTACK_ON_CIVILIANS);
        assertThat(onPeacekeepers.targets()).containsExactly(Target.PEACEKEEPERS);
        assertThat(onPeacekeepers.type()).isEqualTo(IncidentType.ATTACK_ON_PEACEKEEPERS);
    }

    @Test
    void shouldNameSourcesAndPlaceInHeadlineAndReferences() throws IOException {
        Report report = read(Map.of(
                "where_coordinates",
                "Gao town",
                "source_headline",
                "Raid;Toll\n rises",
                "source_article",
                "\"AFP,2019-03-24,Raid\";\"RFI,2019-03-25,Toll; rises\""));

        assertThat(report.headline())
                .isEqualTo("State-based violence: Government of Mali – JNIM, near Gao town (Raid;Toll rises)");
        assertThat(report.references())
                .containsExactly("UCDP GED event 42", "AFP,2019-03-24,Raid", "RFI,2019-03-25,Toll; rises");
        assertThat(report.actors()).containsExactly("Government of Mali", "JNIM");
    }

    @Test
    void shouldRefuseCoordinatesWhenGeometryHasThemTheOtherWayRound() throws IOException {
        Map<String, String> swapped = Map.of("latitude", "30.5", "longitude", "1.3", "geom_wkt", "POINT (30.5 1.3)");
        Map<String, String> signLost = Map.of("geom_wkt", "POINT (-4.2 -14.1)");

        assertThat(Readings.of(adapter, csv(with(swapped, "country", "DR Congo (Zaire)")))
                        .refusal()
                        .reason())
                .isEqualTo("invalid-coordinates");
        assertThat(Readings.of(adapter, csv(signLost)).refused()).isEmpty();
    }

    private Report read(Map<String, String> changed) throws IOException {
        return Readings.of(adapter, csv(changed)).report();
    }

    private static Map<String, String> with(Map<String, String> values, String... more) {
        Map<String, String> all = new LinkedHashMap<>(values);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static String csv(Map<String, String> changed) {
        Map<String, String> row = new LinkedHashMap<>();
        for (String[] field : List.of(
                new String[] {"id", "42"},
                new String[] {"code_status", "Clear"},
                new String[] {"type_of_violence", "1"},
                new String[] {"side_a", "Government of Mali"},
                new String[] {"side_b", "JNIM"},
                new String[] {"country", "Mali"},
                new String[] {"latitude", "14.1"},
                new String[] {"longitude", "-4.2"},
                new String[] {"where_prec", "2"},
                new String[] {"adm_1", ""},
                new String[] {"adm_2", ""},
                new String[] {"date_prec", "1"},
                new String[] {"date_start", "2019-03-23"},
                new String[] {"date_end", "2019-03-23"},
                new String[] {"low", "1"},
                new String[] {"best", "2"},
                new String[] {"high", "3"})) {
            row.put(field[0], field[1]);
        }
        row.putAll(changed);
        if (!changed.containsKey("date_end") && changed.containsKey("date_start")) {
            row.put("date_end", changed.getOrDefault("date_start", ""));
        }
        return String.join(",", row.keySet()) + "\n"
                + row.values().stream()
                        .map(value -> '"' + value.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(","))
                + "\n";
    }
}
