package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.incident.Revision;
import io.riskmonitor.text.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and spreadsheets do to files. */
class UcdpMalformedTest {
    private static final String HEADER = "id,year,month,day,country,type_of_violence,conflict_name,side_a,side_b,"
            + "latitude,longitude,low_death,best_death,high_death\n";
    private static final String GOOD =
            "7,2019,3,23,Mali,One-sided violence,c,Dozo - Civilians,Civilians,13.75,-3.45,150,157,160\n";
    private static final String OTHER =
            "8,2019,3,24,Mali,State-based violence,c,Government of Mali,JNIM,14.1,-4.2,1,2,3\n";

    private final UcdpAdapter adapter = new UcdpAdapter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id         | ''         | missing-field",
                "id         | seven      | invalid-number",
                "year       | 19         | out-of-range",
                "year       | MMXIX      | invalid-number",
                "year       | 2027       | future-date",
                "month      | 13         | out-of-range",
                "day        | 31         | accepted",
                "day        | 32         | out-of-range",
                "day        | ''         | missing-field",
                "latitude   | ''         | missing-field",
                "latitude   | NaN        | invalid-coordinates",
                "latitude   | 13,75      | invalid-coordinates",
                "latitude   | 91         | invalid-coordinates",
                "longitude  | -180.1     | invalid-coordinates",
                "longitude  | 1e9        | invalid-coordinates",
                "best_death | NaN        | invalid-number",
                "best_death | ''         | missing-field",
                "best_death | -1         | out-of-range",
                "best_death | 1e300      | out-of-range",
                "best_death | 1.5        | invalid-number",
                "best_death | 157.0      | accepted",
                "low_death  | ' 150 '    | accepted",
                "type_of_violence | 4    | unknown-value",
                "type_of_violence | 3    | accepted",
                "side_a     | ''         | missing-field",
                "id         | 7.0        | accepted"
            })
    void shouldNameFieldValueAndReasonWhenOneFieldIsWrong(String field, String value, String expected)
            throws IOException {
        Readings readings = Readings.of(adapter, HEADER + with(GOOD, field, value) + OTHER);

        assertThat(readings.outcomes()).hasSize(2);
        assertThat(readings.outcomes().get(1)).isInstanceOf(RowOutcome.Accepted.class);
        if (expected.equals("accepted")) {
            assertThat(readings.refused()).isEmpty();
            assertThat(readings.reports()).containsKey("7");
            return;
        }
        RowOutcome.Refused refused = readings.refused().get(0);
        assertThat(refused.row()).isEqualTo(1);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.value()).isEqualTo(value);
        assertThat(refused.reason()).isEqualTo(expected);
        assertThat(refused.message()).isNotBlank();
        assertThat(refused.raw()).contains("160");
    }

    @Test
    void shouldRefuseTheDayWhenTheMonthDoesNotHaveIt() throws IOException {
        String february = with(with(GOOD, "month", "2"), "day", "30");

        assertThat(Readings.of(adapter, HEADER + february).refusal().message())
                .contains("month 2 of 2019 has no day 30");
    }

    @Test
    void shouldRefuseCoordinatesWhenTheyAreSwapped() throws IOException {
        String swapped = with(with(GOOD, "latitude", "-3.45"), "longitude", "13.75");
        String congo = with(swapped, "country", "Congo");

        assertThat(Readings.of(adapter, HEADER + swapped).refusal().reason()).isEqualTo("invalid-coordinates");
        assertThat(Readings.of(adapter, HEADER + congo).refused()).isEmpty();
    }

    @Test
    void shouldRefuseCoordinatesWhenTheyAreZeroZero() throws IOException {
        String nowhere = with(with(GOOD, "latitude", "0"), "longitude", "0.0");

        assertThat(Readings.of(adapter, HEADER + nowhere).refusal().reason()).isEqualTo("invalid-coordinates");
    }

    @Test
    void shouldTellTheBadBytesWhenFileIsLatin1() throws IOException {
        byte[] latin1 = (HEADER + with(GOOD, "country", "Côte d'Ivoire") + OTHER).getBytes(StandardCharsets.ISO_8859_1);

        Readings readings = Readings.of(adapter, latin1, null);

        assertThat(readings.refusals()).isEqualTo(Map.of("invalid-encoding country", 1L));
        assertThat(readings.refused().get(0).value()).isEqualTo("C\uFFFDte d'Ivoire");
        assertThat(readings.refused().get(0).message()).contains("Latin-1", "UTF-8");
        assertThat(readings.reports()).containsOnlyKeys("8");
    }

    @Test
    void shouldReadOnWhenALineHasTooFewOrTooManyFields() throws IOException {
        Readings readings = Readings.of(adapter, HEADER + "1,2019\n" + GOOD + GOOD.strip() + ",x\n" + OTHER + "9,20");

        assertThat(readings.refusals()).isEqualTo(Map.of("wrong-field-count row", 3L));
        assertThat(readings.refused()).extracting(RowOutcome.Refused::row).containsExactly(1L, 3L, 5L);
        assertThat(readings.reports()).containsOnlyKeys("7", "8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void shouldLoseOnlyOneLineWhenAQuoteIsNotClosed(String lineEnd) throws IOException {
        String text = HEADER + GOOD + with(GOOD, "conflict_name", "\"open") + OTHER + GOOD + OTHER;

        Readings readings = Readings.of(adapter, text.replace("\n", lineEnd));

        assertThat(readings.refusals()).isEqualTo(Map.of("broken-quotes row", 1L));
        assertThat(readings.refused().get(0).row()).isEqualTo(2);
        assertThat(readings.refused().get(0).raw()).startsWith("7,2019,3,23,Mali,One-sided violence,\"open,");
        assertThat(readings.accepted()).extracting(RowOutcome::row).containsExactly(1L, 3L, 4L, 5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void shouldLoseOnlyTheRowsAtFaultWhenAnOpenQuoteMeetsAQuotedField(String lineEnd) throws IOException {
        String quoted = with(GOOD, "conflict_name", "\"a, b\"");
        String text = HEADER + GOOD + with(GOOD, "side_b", "\"open") + OTHER + quoted + OTHER;

        Readings readings = Readings.of(adapter, text.replace("\n", lineEnd));

        assertThat(readings.refused()).extracting(RowOutcome.Refused::row).containsExactly(2L);
        assertThat(readings.accepted()).hasSize(4);
    }

    @Test
    void shouldKeepTheRowsBetweenWhenTwoStrayQuotesMakeAFieldOfThem() throws IOException {
        String opening = with(GOOD, "conflict_name", "\"open");
        String closing = with(OTHER, "conflict_name", "close\"");

        Readings readings = Readings.of(adapter, HEADER + opening + GOOD + OTHER + GOOD + closing);

        assertThat(readings.refusals()).isEqualTo(Map.of("broken-quotes row", 1L));
        assertThat(readings.accepted()).hasSize(4);
    }

    @Test
    void shouldReadOnWhenAFieldIsHuge() throws IOException {
        String huge = with(GOOD, "conflict_name", "x".repeat(3_000_000));
        String quoted = with(GOOD, "conflict_name", '"' + "x,".repeat(1_500_000) + '"');
        String many = ",".repeat(2_000_000) + "\n";

        Readings readings = Readings.of(adapter, HEADER + huge + GOOD + quoted + OTHER + many + GOOD);

        assertThat(readings.refusals()).isEqualTo(Map.of("row-too-long row", 3L));
        assertThat(readings.refused()).allSatisfy(row -> {
            assertThat(row.value()).hasSizeLessThanOrEqualTo(200);
            assertThat(row.raw()).hasSizeLessThanOrEqualTo(4_000);
        });
        assertThat(readings.accepted()).extracting(RowOutcome::row).containsExactly(2L, 4L, 6L);
    }

    @Test
    void shouldRefuseTheRowWhenAFieldWouldNotFitIntoARecord() throws IOException {
        assertThat(Readings.of(adapter, HEADER + with(GOOD, "side_a", "x".repeat(100_000)) + OTHER)
                        .refusals())
                .isEqualTo(Map.of("field-too-long side_a", 1L));
    }

    @Test
    void shouldKeepBothRevisionsWhenOneFileHasAnIdTwice() throws IOException {
        String again = with(GOOD, "best_death", "160");

        Readings readings = Readings.of(adapter, HEADER + GOOD + again);

        List<Revision> both =
                readings.accepted().stream().map(RowOutcome.Accepted::revision).toList();
        assertThat(both).hasSize(2);
        assertThat(both.get(0).supersedes(both.get(1))).isNotEqualTo(both.get(1).supersedes(both.get(0)));
    }

    @Test
    void shouldSkipTheSecondHeaderWhenItHoldsHxlTags() throws IOException {
        String tags = "#event+id,#date+year,,#date+day,#country,,,,,#geo+lat,#geo+lon,,#affected+killed,\n";

        assertThat(Readings.of(adapter, HEADER + tags + GOOD).report().id().sourceId())
                .isEqualTo("7");
    }

    @Test
    void shouldSayWhatItLookedForWhenFileIsNoUcdp() {
        assertUnreadable("", "empty");
        assertUnreadable("\n\n", "no lines");
        assertUnreadable("a,b,c\n1,2,3\n", "no known UCDP layout", "a,b,c", "ged-14", "best_est", "date_start");
        assertUnreadable(HEADER.replace(',', ';') + GOOD, "separated by ';'");
        assertUnreadable(HEADER.replace(',', '\t') + GOOD, "separated by tabs");
        assertUnreadable("PK\u0003\u0004\0\0\0binary", "binary");
        assertThatThrownBy(() -> Readings.of(adapter, HEADER.getBytes(StandardCharsets.UTF_16), null))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("UTF-16");
    }

    @Test
    void shouldListTheLayoutsWhenTheForcedOneIsUnknownOrDoesNotFit() {
        byte[] bytes = (HEADER + GOOD).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Readings.of(adapter, bytes, "ged14"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContainingAll("'ged14'", "ged, web-export, ged-14, candidate");
        assertThatThrownBy(() -> Readings.of(adapter, bytes, "web-export"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContainingAll("date_start", "best_est");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNeverFailOrGoOnForeverWhenBytesAreRandomlyDamaged(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = (HEADER + (GOOD + OTHER).repeat(400)).getBytes(StandardCharsets.UTF_8);
        byte[] marks = {'"', ',', '\n', '\r', 0, (byte) 0xE9, (byte) 0xFF, 'x'};
        for (int i = 0; i < 60; i++) {
            int at = 5_000 + random.nextInt(bytes.length - 5_000);
            bytes[at] = marks[random.nextInt(marks.length)];
        }

        Readings readings = Readings.of(adapter, bytes, null);

        // Each damage costs at most the rows it touches; a damaged line end or quote may cost two.
        assertThat(readings.accepted().size())
                .as("seed %d, refused %s", seed, readings.refusals())
                .isGreaterThan(800 - 2 * 60);
        assertThat(readings.outcomes()).extracting(RowOutcome::row).doesNotHaveDuplicates();
    }

    private void assertUnreadable(String text, String... parts) {
        assertThatThrownBy(() -> Readings.of(adapter, text))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("test-file")
                .hasMessageContainingAll(parts);
    }

    private static String with(String row, String field, String value) {
        String[] names = HEADER.strip().split(",", -1);
        String[] values = row.strip().split(",", -1);
        values[List.of(names).indexOf(field)] =
                value.indexOf(',') >= 0 && value.indexOf('"') < 0 ? '"' + value + '"' : value;
        return String.join(",", values) + "\n";
    }
}
