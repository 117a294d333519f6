package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.topic.DeadLetter;
import io.riskmonitor.topic.FeedCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class IngestTest {
    private static final String HEADER = "id,type,date,lat,lon,deaths\n";
    private static final String ACLED_HEADER =
            "event_id_cnty,event_date,event_type,inter1,inter2,country,latitude,longitude,timestamp\n";
    private static final String ACLED_EVENT = "MLI1,2023-05-04,Battles,1,2,Mali,14,-4,1684800000\n";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Memory log = new Memory();

    private record Text(String name, String text) implements Ingest.Input {
        @Override
        public InputStream open() throws IOException {
            if (text.equals("unreadable")) {
                throw new IOException(name + " cannot be read");
            }
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A log that is also the topology: what is committed stands once it has been waited for. */
    private static final class Memory implements RevisionLog, CurrentReports {
        private final List<Object> open = new ArrayList<>();
        private final List<Object> committed = new ArrayList<>();
        private final Map<String, Revision> standing = new TreeMap<>();
        private int transactions;
        private boolean isOpen;
        private boolean blind;

        @Override
        public void begin() {
            assertThat(open).as("of the transaction before").isEmpty();
            isOpen = true;
        }

        @Override
        public void append(Revision revision) {
            open.add(revision);
        }

        @Override
        public void refuse(DeadLetter letter) {
            open.add(letter);
        }

        @Override
        public void position(FeedCursor cursor) {
            open.add(cursor);
        }

        @Override
        public void commit() {
            transactions += open.isEmpty() ? 0 : 1;
            committed.addAll(open);
            open.clear();
            isOpen = false;
        }

        @Override
        public void awaitTaken() {
            for (Revision revision : all(Revision.class)) {
                standing.merge(revision.id().toString(), revision, (was, is) -> is.supersedes(was) ? is : was);
            }
        }

        @Override
        public void awaitFormerTaken() {
            // The broker would end a transaction that waits for a slow topology.
            assertThat(open).as("of an open transaction").isEmpty();
            assertThat(isOpen).isFalse();
            awaitTaken();
        }

        @Override
        public void abort() {
            open.clear();
            isOpen = false;
        }

        @Override
        public void close() {}

        @Override
        public boolean sees(ReportId id) {
            return !blind;
        }

        @Override
        public Optional<Revision> standing(ReportId id) {
            return blind ? Optional.empty() : Optional.ofNullable(standing.get(id.toString()));
        }

        @Override
        public void ofSource(String source, Consumer<Revision> each) {
            new ArrayList<>(standing.values())
                    .stream().filter(r -> r.id().source().equals(source)).forEach(each);
        }

        private <T> List<T> all(Class<T> type) {
            return committed.stream().filter(type::isInstance).map(type::cast).toList();
        }

        private long incidents() {
            return standing.values().stream().filter(r -> !r.isRetraction()).count();
        }
    }

    @Test
    void shouldWriteARetractionOfWhatAnotherInstanceOwns() throws IOException {
        ReportId elsewhere = ReportId.parse("desk:elsewhere");
        ReportAdapter retracts = new ReportAdapter() {
            @Override
            public String source() {
                return "desk";
            }

            @Override
            public void read(InputStream in, FeedContext context, Consumer<RowOutcome> outcomes) {
                outcomes.accept(new RowOutcome.Accepted(
                        1, new Revision(elsewhere, context.recordedAt(), context.recordedBy(), null)));
            }
        };
        assertThat(ingest(retracts, false, "").retractions())
                .as("of what nobody has heard of")
                .isZero();

        log.blind = true;
        assertThat(ingest(retracts, false, "").retractions()).isEqualTo(1);
        assertThat(log.all(Revision.class)).extracting(Revision::id).containsExactly(elsewhere);
    }

    @Test
    void shouldEndEveryRowAsOneOfFourWhenAFileIsRead() throws IOException {
        IngestSummary first = ingest(false, HEADER + row("a", 1) + row("b", 2) + "c,PICNIC,2025-01-01,14,-4,0\n");
        assertThat(first.rows()).isEqualTo(3);
        assertThat(first.revisions()).isEqualTo(2);
        assertThat(first.unchanged() + first.retractions() + first.ignored()).isZero();
        assertThat(first.deadLetters()).isEqualTo(1);
        assertThat(first.refusedByReason()).isEqualTo(Map.of("unknown-value", 1L));
        assertThat(first.byRegion()).isEqualTo(Map.of("mopti", 2L));
        assertThat(first.byType()).isEqualTo(Map.of("ARMED_CLASH", 2L));
        assertThat(log.all(DeadLetter.class)).singleElement().satisfies(letter -> {
            assertThat(letter.row()).isEqualTo(3);
            assertThat(letter.field()).isEqualTo("type");
            assertThat(letter.value()).isEqualTo("PICNIC");
        });
        assertThat(log.all(FeedCursor.class)).last().isEqualTo(new FeedCursor("desk", "0.csv", 3, true, NOW));

        IngestSummary second = ingest(false, HEADER + row("a", 1) + row("b", 3));
        assertThat(second.unchanged()).isEqualTo(1);
        assertThat(second.revisions()).isEqualTo(1);
    }

    @Test
    void shouldCompareWithTheRowBeforeWhenAReportStandsTwiceInAFile() throws IOException {
        IngestSummary summary = ingest(false, HEADER + row("a", 1) + row("a", 1) + row("a", 2));
        assertThat(summary.revisions()).isEqualTo(2);
        assertThat(summary.unchanged()).isEqualTo(1);
        assertThat(log.standing.get("desk:a"))
                .extracting(Revision::body)
                .extracting(body -> body == null ? -1 : body.fatalities().best())
                .isEqualTo(2);
        assertThat(log.all(Revision.class))
                .extracting(Revision::recordedAt)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldCompareAcrossBatchesWhenAFileIsLong() throws IOException {
        StringBuilder file = new StringBuilder(HEADER);
        int ids = Ingest.BATCH * 2 + 10;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < ids; i++) {
                file.append(row("r" + i, 1));
            }
        }
        IngestSummary summary = ingest(false, file.toString());
        assertThat(summary.revisions()).isEqualTo(ids);
        assertThat(summary.unchanged()).isEqualTo(ids);
        assertThat(log.transactions).isEqualTo(5);
        assertThat(log.incidents()).isEqualTo(ids);
    }

    @Test
    void shouldRetractWhatHasVanishedButNotWhatCannotBeReadWhenAReleaseIsComplete() throws IOException {
        ingest(false, HEADER + row("a", 1) + row("b", 1) + row("c", 1));
        log.standing.put(
                "ucdp:1", new Revision(ReportId.parse("ucdp:1"), NOW, "test", null)); // another source's is left alone
        IngestSummary summary =
                ingest(true, HEADER + row("a", 1) + "b,PICNIC,2025-01-01,14,-4,0\n", HEADER + row("d", 1));
        assertThat(summary.retractions()).isEqualTo(1);
        assertThat(summary.unchanged()).isEqualTo(1);
        assertThat(log.standing.get("desk:c"))
                .isNotNull()
                .satisfies(r -> assertThat(r.isRetraction()).isTrue());
        assertThat(log.incidents()).isEqualTo(3);

        assertThat(ingest(false, HEADER + row("c", 1)).revisions()).isEqualTo(1);
        assertThat(log.incidents()).isEqualTo(4);
    }

    @Test
    void shouldRetractInBatchesWhenMuchHasVanished() throws IOException {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < Ingest.BATCH + 1; i++) {
            file.append(row("r" + i, 1));
        }
        ingest(false, file.toString());
        int before = log.transactions;
        assertThat(ingest(true, HEADER + row("new", 1)).retractions()).isEqualTo(Ingest.BATCH + 1);
        assertThat(log.incidents()).isEqualTo(1);
        assertThat(log.transactions - before).isEqualTo(3);
    }

    @Test
    void shouldKeepTheFilesBeforeAndRetractNothingWhenAFileCannotBeRead() throws IOException {
        ingest(false, HEADER + row("old", 1));
        assertThatThrownBy(() -> ingest(true, HEADER + row("a", 1), "unreadable", HEADER + row("b", 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1.csv cannot be read");
        log.awaitTaken();
        assertThat(log.standing).containsOnlyKeys("desk:a", "desk:old");
        assertThat(log.incidents()).isEqualTo(2);
        assertThat(log.open).isEmpty();
    }

    @Test
    void shouldWriteNothingOfARowTwiceWhenARetractionIsRepeated() throws IOException {
        ingest(false, HEADER + row("a", 1));
        String retraction = "id,retracted\na,true\n";
        assertThat(ingest(false, retraction).retractions()).isEqualTo(1);
        assertThat(ingest(false, retraction).unchanged()).isEqualTo(1);
        assertThat(ingest(false, "id,retracted\nnever,true\n").unchanged()).isEqualTo(1);
    }

    @Test
    void shouldNotBringBackWhatWasDeletedWhenAnOldFileIsReadAgain() throws IOException {
        String event = ACLED_HEADER + ACLED_EVENT;
        ingest(new AcledAdapter(), false, event);
        ingest(new AcledAdapter(), false, "event_id_cnty,deleted_timestamp\nMLI1,1690000000\n");
        assertThat(log.incidents()).isZero();

        assertThat(ingest(new AcledAdapter(), false, event).unchanged()).isEqualTo(1);
        assertThat(log.incidents()).isZero();
        assertThat(ingest(new AcledAdapter(), false, event.replace("1684800000", "1700000000"))
                        .revisions())
                .isEqualTo(1);
        assertThat(log.incidents()).isEqualTo(1);
    }

    @Test
    void shouldBringBackWhatHadVanishedWhenACompleteReleaseHoldsItAgain() throws IOException {
        ingest(new AcledAdapter(), true, ACLED_HEADER + ACLED_EVENT);
        assertThat(ingest(new AcledAdapter(), true, ACLED_HEADER).retractions()).isEqualTo(1);

        assertThat(ingest(new AcledAdapter(), true, ACLED_HEADER + ACLED_EVENT).revisions())
                .isEqualTo(1);
        assertThat(log.incidents()).isEqualTo(1);
    }

    @Test
    void shouldCountWhatIsNotOfInterestByItsReason() throws IOException {
        IngestSummary summary = ingest(
                new GdeltAdapter(),
                false,
                GdeltAdapterTest.row()
                        + GdeltAdapterTest.row("QuadClass", "1")
                        + GdeltAdapterTest.row("EventCode", "173")
                        + GdeltAdapterTest.row("SQLDATE", "20180121"));

        assertThat(summary.rows()).isEqualTo(4);
        assertThat(summary.revisions()).isEqualTo(1);
        assertThat(summary.deadLetters()).isEqualTo(1);
        assertThat(summary.ignored()).isEqualTo(2);
        assertThat(summary.ignoredByReason()).isEqualTo(Map.of("no-violence", 1L, "not-material-conflict", 1L));
        assertThat(log.all(DeadLetter.class)).hasSize(1);
    }

    @Test
    void shouldRememberEveryIdWhenThereAreMany() {
        SeenReports seen = new SeenReports();
        for (int i = 0; i < 100_000; i++) {
            seen.add(new ReportId("desk", Integer.toString(i)));
            seen.add(new ReportId("desk", Integer.toString(i / 2)));
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.contains(new ReportId("desk", Integer.toString(i)))).isTrue();
            assertThat(seen.contains(new ReportId("ucdp", Integer.toString(i)))).isFalse();
        }
    }

    private IngestSummary ingest(boolean complete, String... files) throws IOException {
        return ingest(new DeskAdapter("desk"), complete, files);
    }

    private IngestSummary ingest(ReportAdapter adapter, boolean complete, String... files) throws IOException {
        List<Text> inputs = new ArrayList<>();
        for (String file : files) {
            inputs.add(new Text(inputs.size() + ".csv", file));
        }
        return new Ingest(
                        adapter,
                        log,
                        log,
                        new BoxRegions(),
                        new Ingest.Options(complete, NOW, "test", null, rows -> {}),
                        IngestObserver.NONE)
                .run(inputs);
    }

    private static String row(String id, int deaths) {
        return id + ",ARMED_CLASH,2025-01-01,14,-4," + deaths + "\n";
    }
}
