package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Target;
import io.riskmonitor.testing.FakeRegionIndex;
import io.riskmonitor.text.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapAdapterTest {
    private static final String ALERT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>ML-17</identifier><sender>desk@example.org</sender><sent>2024-05-04T10:00:00-00:00</sent>
              <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
              <info><language>fr-FR</language><category>Security</category><event>Alerte</event>
                <urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty>
                <headline>Menace sur la RN6</headline>
                <area><areaDesc>Ségou</areaDesc><circle>13.45,-6.26 30</circle></area></info>
              <info><language>en-US</language><category>Security</category><event>Kidnapping warning</event>
                <urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty>
                <onset>2024-05-03T18:00:00+00:00</onset><expires>2024-05-05T00:00:00-00:00</expires>
                <headline>Threat on the RN6</headline>
                <description>Armed men threaten to burn schools. No aid workers are targeted.</description><web>https://example.org/17</web>
                <resource><resourceDesc>map</resourceDesc><derefUri>AAAA</derefUri></resource>
                <area><areaDesc>Ségou</areaDesc><circle>13.45,-6.26 30</circle></area></info>
            </alert>
            """;

    private final CapAdapter adapter = new CapAdapter();

    @Test
    void shouldReadTheEnglishInfoWhenThereAreSeveralLanguages() throws IOException {
        Readings readings = Readings.of(adapter, ALERT);
        Report report = readings.report();

        assertThat(report.id()).hasToString("cap:desk@example.org,ML-17");
        assertThat(report.type()).isEqualTo(IncidentType.THREAT);
        assertThat(report.sourceType()).isEqualTo("Kidnapping warning (severe, expected, likely)");
        assertThat(report.headline()).isEqualTo("Threat on the RN6");
        assertThat(report.targets()).containsExactly(Target.SCHOOL);
        assertThat(report.occurredFrom()).isEqualTo("2024-05-03T18:00:00Z");
        assertThat(report.occurredTo()).isEqualTo("2024-05-04T10:00:00Z");
        assertThat(report.confidence()).isEqualTo(0.7);
        assertThat(report.location().point()).isEqualTo(new GeoPoint(13.45, -6.26));
        assertThat(report.location().uncertaintyKm()).isCloseTo(15, within(1e-9));
        assertThat(report.location().extent()).isEqualTo(Extent.POINT);
        assertThat(report.references()).containsExactly("CAP alert desk@example.org,ML-17", "https://example.org/17");
        assertThat(readings.accepted().get(0).revision().recordedAt()).isEqualTo("2024-05-04T10:00:00Z");
    }

    @Test
    void shouldHaveHappenedWhenItWasSentIfItWarnsOfTheFuture() throws IOException {
        Report report = Readings.of(adapter, ALERT.replace("2024-05-03T18", "2024-05-07T18"))
                .report();

        assertThat(report.occurredFrom()).isEqualTo("2024-05-04T10:00:00Z");
        assertThat(report.occurredTo()).isEqualTo("2024-05-04T10:00:00Z");
    }

    @Test
    void shouldBeAsUncertainAsItsAreasAreWide() throws IOException {
        String square = "<polygon>13,-6 13,-5 14,-5 14,-6 13,-6</polygon>";
        Report polygon = Readings.of(adapter, ALERT.replace("<circle>13.45,-6.26 30</circle>", square))
                .report();
        Report two = Readings.of(
                        adapter,
                        ALERT.replace(
                                "<circle>13.45,-6.26 30</circle>",
                                "<circle>13,-6 20</circle><circle>14,-6 20</circle>"))
                .report();

        assertThat(polygon.location().point().lat()).isCloseTo(13.5, within(0.01));
        assertThat(polygon.location().point().lon()).isCloseTo(-5.5, within(0.01));
        // 110.6 km by 108.3 km
        assertThat(polygon.location().uncertaintyKm())
                .isCloseTo(StrictMath.sqrt(110.6 * 108.3 / StrictMath.PI) / 2, within(0.5));
        assertThat(two.location().point().lat()).isCloseTo(13.5, within(0.001));
        assertThat(two.location().uncertaintyKm()).isCloseTo(StrictMath.sqrt(10 * 10 + 55.3 * 55.3 / 2), within(0.1));
    }

    @Test
    void shouldStandForTheRegionWhenThereIsOnlyItsName() throws IOException {
        FakeRegionIndex regions = FakeRegionIndex.mali();
        Report region = Readings.of(adapter, ALERT.replace("<circle>13.45,-6.26 30</circle>", ""))
                .report();
        Report country = Readings.of(
                        adapter,
                        ALERT.replace("<circle>13.45,-6.26 30</circle>", "").replace("Ségou", "Mali"))
                .report();

        assertThat(region.location().extent()).isEqualTo(Extent.ADM1);
        assertThat(region.location().uncertaintyKm())
                .isEqualTo(regions.uncertaintyKm(regions.named("Ségou").orElseThrow()));
        assertThat(country.location().extent()).isEqualTo(Extent.COUNTRY);
        assertThat(Readings.of(
                                adapter,
                                ALERT.replace("<circle>13.45,-6.26 30</circle>", "")
                                        .replace("Ségou", "RN6"))
                        .refusals())
                .isEqualTo(Map.of("missing-field area", 1L));
    }

    @Test
    void shouldTakeBackWhatAnUpdateReplacesAndACancelNames() throws IOException {
        String references = "<references>desk@example.org,ML-15,2024-05-01T00:00:00-00:00"
                + " desk@example.org,ML-16,2024-05-02T00:00:00-00:00</references><info>";
        String update = ALERT.replace("<msgType>Alert", "<msgType>Update").replaceFirst("<info>", references);
        String cancel = update.replace("<msgType>Update", "<msgType>Cancel");

        assertThat(ids(Readings.of(adapter, update)))
                .containsExactly(
                        "cap:desk@example.org,ML-15 true",
                        "cap:desk@example.org,ML-16 true",
                        "cap:desk@example.org,ML-17 false");
        assertThat(ids(Readings.of(adapter, cancel)))
                .containsExactly("cap:desk@example.org,ML-15 true", "cap:desk@example.org,ML-16 true");
        assertThat(Readings.of(adapter, cancel.replace("ML-15,2024-05-01T00:00:00-00:00", "ML-15"))
                        .refusals())
                .isEqualTo(Map.of("unknown-value references", 1L));
        assertThat(Readings.of(adapter, ALERT.replace("<msgType>Alert", "<msgType>Cancel"))
                        .refusals())
                .isEqualTo(Map.of("missing-field references", 1L));
    }

    @Test
    void shouldReadEveryAlertWhenAFeedHoldsThem() throws IOException {
        String alert = ALERT.substring(ALERT.indexOf("<alert"));
        String feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><entry><content type=\"text/xml\">"
                + alert + "</content></entry><entry><content>" + alert.replace("ML-17", "ML-18")
                + "</content></entry></feed>";

        assertThat(Readings.of(adapter, feed).accepted())
                .extracting(RowOutcome::row)
                .containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @CsvSource({
        "<status>Actual, <status>Exercise, not-actual",
        "<msgType>Alert, <msgType>Ack, no-alert",
        "<category>Security, <category>Met, not-security",
        "<urgency>, <responseType>AllClear</responseType><urgency>, all-clear"
    })
    void shouldPassOverWhatWarnsOfNothingWatched(String right, String other, String reason) throws IOException {
        assertThat(Readings.of(adapter, ALERT.replace(right, other)).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(
                        RowOutcome.Ignored.class,
                        ignored -> assertThat(ignored.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "Observed, Immediate, Extreme, 0.9, THREAT",
        "Possible, Future, Severe, 0.32, THREAT",
        "Very Likely, Expected, Minor, 0.7, OTHER",
        "Unknown, Past, Unknown, 0.5, OTHER"
    })
    void shouldWeighAWarningByItsWords(
            String certainty, String urgency, String severity, double confidence, IncidentType type)
            throws IOException {
        Report report = Readings.of(
                        adapter,
                        ALERT.replace("Likely</cert", certainty + "</cert")
                                .replace("Expected</urg", urgency + "</urg")
                                .replace("Severe</sev", severity + "</sev"))
                .report();

        assertThat(report.confidence()).isCloseTo(confidence, within(1e-12));
        assertThat(report.type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<sent>2024-05-04T10:00:00-00:00 | <sent>2024-05-04 | invalid-date sent",
                "<sent>2024 | <sent>2034 | future-date sent",
                "ML-17</id | ML 17</id | unknown-value identifier",
                "desk@example.org</s | </s | missing-field sender",
                "Likely</cert | Sure</cert | unknown-value certainty",
                "<category>Security | <category>Politics | unknown-value category",
                "<status>Actual | <status>Real | unknown-value status",
                "13.45,-6.26 30 | 13.45,-6.26 | invalid-number circle",
                "13.45,-6.26 30 | 13.45,-186 30 | invalid-coordinates circle",
                "13.45,-6.26 30 | -6.26,13.45 30 | invalid-coordinates area",
                "<circle>13.45,-6.26 30</circle> | <polygon>13,-6 13,-5 13,-6</polygon> | invalid-coordinates polygon",
                "<circle>13.45,-6.26 30</circle> | <polygon>13,-6 13,60 14,-5 13,-6</polygon> | out-of-range polygon",
                "<onset>2024-05-03T18:00:00+00:00 | <onset>yesterday | invalid-date onset"
            })
    void shouldNameTheFieldWhenAValueIsWrong(String right, String wrong, String refusal) throws IOException {
        assertThat(Readings.of(adapter, ALERT.replace(right, wrong)).refusals()).isEqualTo(Map.of(refusal, 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE alert SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE alert [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
            })
    void shouldRefuseADocumentTypeWhateverItHolds(String doctype) {
        String text = ALERT.replace("?>", "?>" + doctype).replace("Threat on", "&x;&b;");

        assertThatThrownBy(() -> Readings.of(adapter, text))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("document type");
    }

    @Test
    void shouldSayWhatIsWrongWhenItIsNoCap() {
        assertUnreadable(
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><link href=\"x\"/></feed>", "no alert of CAP 1.2");
        assertUnreadable(ALERT.replace("cap:1.2", "cap:3"), "no alert of CAP 1.2");
        assertUnreadable("{}", "no XML");
        assertUnreadable(ALERT.replace("<scope>", "&nbsp;<scope>"), "entity");
        assertUnreadable(ALERT.replace("<scope>", "<code/>".repeat(6_000) + "<scope>"), "5000 elements");
        assertUnreadable(ALERT.replace("<scope>", "<x>".repeat(30) + "</x>".repeat(30) + "<scope>"), "20 levels");
        assertThatThrownBy(() -> Readings.of(adapter, ALERT.getBytes(StandardCharsets.UTF_8), "atom"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("cap-1.2");
    }

    private void assertUnreadable(String text, String part) {
        assertThatThrownBy(() -> Readings.of(adapter, text))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("test-file")
                .hasMessageContaining(part);
    }

    private static List<String> ids(Readings readings) {
        return readings.accepted().stream()
                .map(row -> row.revision().id() + " " + row.revision().isRetraction())
                .toList();
    }
}
