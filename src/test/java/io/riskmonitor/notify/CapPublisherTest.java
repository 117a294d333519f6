package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.feed.CapAdapter;
import io.riskmonitor.feed.FeedContext;
import io.riskmonitor.feed.RowOutcome;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.testing.FakeRegionIndex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

class CapPublisherTest {
    private static final Instant LATER = Instant.parse("2026-01-01T00:00:00Z");
    private static final String BASE = "https://risk.example.org/mali";
    private static final CapPublisher PUBLISHER = publisher(false);

    private static CapPublisher publisher(boolean simulated) {
        return new CapPublisher(
                AlertSamples.READER, ProjectLookup.in(AlertSamples.REGISTRY), FakeRegionIndex.mali(), BASE, simulated);
    }

    static Stream<Arguments> everyKindAndStatus() {
        return Arrays.stream(AlertKind.values())
                .flatMap(kind -> Arrays.stream(AlertStatus.values()).map(status -> Arguments.of(kind, status)));
    }

    private static String document(Alert... history) {
        return PUBLISHER.document(List.of(history), history[history.length - 1].revision());
    }

    private static Alert proximity(AlertStatus status) {
        return AlertSamples.of(AlertKind.PROXIMITY, status);
    }

    private static List<Element> infos(String document) {
        return CapGrammar.children(CapGrammar.root(document), "info");
    }

    @ParameterizedTest
    @MethodSource("everyKindAndStatus")
    void shouldKeepToTheStandardInEveryKindAndStatus(AlertKind kind, AlertStatus status) {
        String document = document(AlertSamples.of(kind, status));
        assertThat(CapGrammar.faults(document)).as(document).isEmpty();
        assertThat(infos(document))
                .extracting(info -> CapGrammar.text(info, "language"))
                .containsExactly("zh-CN", "fr-FR", "en-GB");
        assertThat(infos(document)).allSatisfy(info -> {
            assertThat(CapGrammar.texts(info, "area")).isNotEmpty();
            assertThat(CapGrammar.text(info, "headline")).isNotBlank();
        });
    }

    /** The table of CAP.md, line by line. */
    @ParameterizedTest
    @CsvSource({
        "PROXIMITY,  OPEN,      Alert,  Avoid,    Immediate, Severe,  Likely",
        "PROXIMITY,  UPDATED,   Update, Avoid,    Immediate, Severe,  Likely",
        "PROXIMITY,  CLOSED,    Update, AllClear, Past,      Severe,  Likely",
        "PROXIMITY,  RECALLED,  Cancel, ,         Past,      Severe,  Unlikely",
        "TARGETED,   ESCALATED, Update, Avoid,    Immediate, Extreme, Likely",
        "CORRIDOR,   OPEN,      Alert,  Avoid,    Immediate, Severe,  Likely",
        "LEVEL,      OPEN,      Alert,  Assess,   Expected,  Severe,  Likely",
        "SURGE,      OPEN,      Alert,  Assess,   Future,    Severe,  Likely",
        "STALE_FEED, OPEN,      Alert,  Monitor,  Expected,  Unknown, Observed"
    })
    void shouldSayInCapsWordsWhatTheTableSays(
            AlertKind kind,
            AlertStatus status,
            String messageType,
            String response,
            String urgency,
            String severity,
            String certainty) {
        String document = document(AlertSamples.of(kind, status));
        assertThat(CapGrammar.text(CapGrammar.root(document), "msgType")).isEqualTo(messageType);
        assertThat(infos(document)).allSatisfy(info -> {
            assertThat(CapGrammar.texts(info, "responseType"))
                    .isEqualTo(response == null ? List.of() : List.of(response));
            assertThat(CapGrammar.text(info, "urgency")).isEqualTo(urgency);
            assertThat(CapGrammar.text(info, "severity")).isEqualTo(severity);
            assertThat(CapGrammar.text(info, "certainty")).isEqualTo(certainty);
        });
    }

    @Test
    void shouldCallObservedWhatTwoSourcesReport() {
        assertThat(infos(document(AlertSamples.twiceReported())))
                .allSatisfy(
                        info -> assertThat(CapGrammar.text(info, "certainty")).isEqualTo("Observed"));
    }

    @Test
    void shouldReferToEveryEarlierRevisionAndToTheFirstEvenWhenTheLogHasLetItGo() {
        String first =
                "mali-risk-monitor@risk.example.org,project.n-sukala.proximity.proximity.1-r1,2018-04-03T10:00:00-00:00";
        String second =
                "mali-risk-monitor@risk.example.org,project.n-sukala.proximity.proximity.1-r2,2018-04-03T12:00:00-00:00";
        Alert recalled = proximity(AlertStatus.RECALLED);
        String whole = document(proximity(AlertStatus.OPEN), proximity(AlertStatus.UPDATED), recalled);
        assertThat(CapGrammar.text(CapGrammar.root(whole), "references")).isEqualTo(first + " " + second);
        assertThat(CapGrammar.text(CapGrammar.root(document(recalled)), "references"))
                .isEqualTo(first);
    }

    @Test
    void shouldNameNoMoreReferencesThanReceiversTake() {
        List<Alert> history = new ArrayList<>(Collections.nCopies(300, proximity(AlertStatus.UPDATED)));
        history.add(0, proximity(AlertStatus.OPEN));
        history.add(proximity(AlertStatus.RECALLED));
        String[] references = CapGrammar.text(CapGrammar.root(PUBLISHER.document(history, 5)), "references")
                .split(" ", -1);
        assertThat(references).hasSizeLessThanOrEqualTo(100);
        assertThat(references[0]).contains("-r1,");
    }

    @Test
    void shouldNeverCallActualWhatIsSimulatedOrOnceWas() {
        Alert open = AlertSamples.simulated(AlertStatus.OPEN);
        assertThat(status(PUBLISHER.document(List.of(open), 1))).isEqualTo("Exercise");
        assertThat(status(PUBLISHER.document(List.of(open, proximity(AlertStatus.UPDATED)), 2)))
                .isEqualTo("Exercise");
        assertThat(status(publisher(true).document(List.of(proximity(AlertStatus.OPEN)), 1)))
                .isEqualTo("Exercise");
        assertThat(status(document(proximity(AlertStatus.OPEN)))).isEqualTo("Actual");
    }

    private static String status(String document) {
        return CapGrammar.text(CapGrammar.root(document), "status");
    }

    @Test
    void shouldStayXmlWhateverASourceWrites() {
        String document = document(AlertSamples.hostile());
        assertThat(CapGrammar.faults(document)).isEmpty();
        assertThat(CapGrammar.text(infos(document).get(2), "description")).contains("<b>Mine & lorry</b> ]]>  end");
    }

    @Test
    void shouldBeReadBackByOurOwnAdapterWithTheSameIdTimeAndArea() throws IOException {
        Alert open = proximity(AlertStatus.OPEN);
        List<Revision> read = read(document(open));
        assertThat(read).hasSize(1);
        Report report = Objects.requireNonNull(read.get(0).body());
        assertThat(report.id())
                .hasToString("cap:mali-risk-monitor@risk.example.org,project.n-sukala.proximity.proximity.1-r1");
        assertThat(read.get(0).recordedAt()).isEqualTo(open.updatedAt());
        var evidence = open.evidence().get(0);
        assertThat(report.occurredFrom()).isEqualTo(evidence.occurredTo());
        assertThat(report.location().point()).isEqualTo(evidence.place());
        assertThat(report.location().uncertaintyKm()).isCloseTo(evidence.uncertaintyKm(), within(1e-3));
        assertThat(report.location().placeName()).isEqualTo("Siribala");
        assertThat(report.headline()).startsWith("Risk alert [high]");
    }

    @Test
    void shouldTakeBackWhatItToldBeforeWhenOurOwnAdapterReadsTheUpdateOrTheRecall() throws IOException {
        List<Revision> update = read(document(proximity(AlertStatus.OPEN), proximity(AlertStatus.UPDATED)));
        assertThat(update).hasSize(2);
        assertThat(update.get(0).body()).isNull();
        assertThat(update.get(0).id().sourceId()).endsWith("-r1");
        assertThat(update.get(1).body()).isNotNull();

        List<Revision> recall = read(
                document(proximity(AlertStatus.OPEN), proximity(AlertStatus.UPDATED), proximity(AlertStatus.RECALLED)));
        assertThat(recall)
                .hasSize(2)
                .allSatisfy(revision -> assertThat(revision.body()).isNull());
    }

    @ParameterizedTest
    @MethodSource("everyKindAndStatus")
    void shouldGiveOurOwnAdapterNothingToRefuse(AlertKind kind, AlertStatus status) throws IOException {
        assertThat(outcomes(document(AlertSamples.of(kind, status))))
                .isNotEmpty()
                .noneMatch(RowOutcome.Refused.class::isInstance);
    }

    private static List<Revision> read(String document) throws IOException {
        return outcomes(document).stream()
                .map(outcome -> ((RowOutcome.Accepted) outcome).revision())
                .toList();
    }

    private static List<RowOutcome> outcomes(String document) throws IOException {
        List<RowOutcome> outcomes = new ArrayList<>();
        new CapAdapter()
                .read(
                        new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)),
                        new FeedContext("cap.xml", LATER, "test", null, FakeRegionIndex.mali()),
                        outcomes::add);
        return outcomes;
    }

    @Test
    void shouldDrawARegionByItsOutlineAndAProjectByItsSites() {
        Element region = CapGrammar.children(
                        infos(document(AlertSamples.of(AlertKind.LEVEL, AlertStatus.OPEN)))
                                .get(2),
                        "area")
                .get(0);
        assertThat(CapGrammar.texts(region, "polygon")).hasSize(1);
        Element sites = CapGrammar.children(
                        infos(document(AlertSamples.of(AlertKind.SURGE, AlertStatus.OPEN)))
                                .get(0),
                        "area")
                .get(0);
        assertThat(CapGrammar.text(sites, "areaDesc")).startsWith("新上卡拉糖联");
        assertThat(CapGrammar.texts(sites, "circle"))
                .containsExactly("13.81740,-6.11880 16.000", "14.04320,-6.10670 20.000");
    }

    @Test
    void shouldRefuseARevisionThatIsNotHeld() {
        assertThatThrownBy(() -> PUBLISHER.document(List.of(proximity(AlertStatus.OPEN)), 9))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldLeadFromTheFeedToTheDocumentOfTheLatestRevision() {
        Alert recalled = proximity(AlertStatus.RECALLED);
        Element feed = CapGrammar.root(PUBLISHER.feed(
                List.of(recalled, AlertSamples.of(AlertKind.TARGETED, AlertStatus.OPEN)), Language.ZH, LATER));
        assertThat(feed.getNamespaceURI()).isEqualTo(CapPublisher.ATOM);
        assertThat(feed.getAttribute("xml:lang")).isEqualTo("zh-CN");
        assertThat(CapGrammar.texts(feed, "updated"))
                .containsExactly(recalled.updatedAt().toString());
        List<Element> entries = CapGrammar.children(feed, "entry");
        assertThat(entries)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(CapGrammar.children(entry))
                        .extracting(Element::getLocalName)
                        .containsExactly("id", "title", "published", "updated", "link", "link", "category", "summary"));
        Element link = CapGrammar.children(entries.get(0), "link").get(0);
        assertThat(link.getAttribute("type")).isEqualTo("application/cap+xml");
        assertThat(link.getAttribute("href"))
                .isEqualTo(BASE + "/api/v1/alerts/project.n-sukala.proximity.proximity.1/cap.xml?revision=5");
        assertThat(CapGrammar.text(entries.get(0), "title")).startsWith("【预警撤销】");
        assertThat(CapGrammar.text(CapGrammar.root(PUBLISHER.feed(List.of(), Language.EN, LATER)), "updated"))
                .isEqualTo("2026-01-01T00:00:00Z");
    }
}
