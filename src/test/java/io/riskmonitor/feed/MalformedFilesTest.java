package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.text.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every damage to every format: nothing crashes or hangs, every row has an account, and the reason is the right one.
 *
 * <p>The expected accounts are in {@code malformed.csv}: one for each row in its order, {@code accepted}, {@code ignored
 * REASON} or {@code REASON FIELD}; or {@code unreadable: } with a piece of the message, after what could be read.
 */
@Timeout(60)
class MalformedFilesTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "malformed.csv", delimiter = '|', useHeadersInDisplayName = false, numLinesToSkip = 1)
    void shouldAccountForEveryRowWhenAFileIsDamaged(String format, Damage damage, String accounts) throws IOException {
        Format file = Objects.requireNonNull(Formats.all().get(format), format);

        List<String> found = accounts(file, damage.to(file));

        String unreadable = found.get(found.size() - 1);
        String[] expected = accounts.split("; ", -1);
        String last = expected[expected.length - 1];
        if (last.startsWith("unreadable: ")) {
            assertThat(unreadable).startsWith("unreadable: ").contains(last.substring("unreadable: ".length()));
            assertThat(found.subList(0, found.size() - 1))
                    .containsExactly(Arrays.copyOf(expected, expected.length - 1));
        } else {
            assertThat(found).containsExactly(expected);
        }
    }

    static Stream<String> formats() {
        return new TreeMap<>(Formats.all()).keySet().stream();
    }

    /** Cut anywhere: what is handed out is what the whole file gives, up to the cut; nothing is made up. */
    @ParameterizedTest
    @MethodSource("formats")
    void shouldNeverMakeUpARowWhenAFileIsCutAnywhere(String format) throws IOException {
        Format file = Objects.requireNonNull(Formats.all().get(format), format);
        byte[] whole = file.bytes();
        for (int length = 1; length < whole.length - file.tail().length(); length++) {
            List<String> found = accounts(file, Arrays.copyOf(whole, length));

            long accepted = found.stream().filter("accepted"::equals).count();
            assertThat(found.subList(0, (int) accepted)).as("cut at %d", length).allMatch("accepted"::equals);
            assertThat(found.size()).as("cut at %d: %s", length, found).isLessThanOrEqualTo(Format.ROWS + 1);
        }
    }

    private static List<String> accounts(Format file, byte[] bytes) throws IOException {
        List<RowOutcome> outcomes = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        try {
            file.adapter().read(new ByteArrayInputStream(bytes), Readings.context(null), outcomes::add);
            accounts.addAll(outcomes.stream().map(MalformedFilesTest::account).toList());
        } catch (UnreadableFileException e) {
            accounts.addAll(outcomes.stream().map(MalformedFilesTest::account).toList());
            assertThat(e).hasMessageContaining("test-file");
            accounts.add("unreadable: " + e.getMessage());
        }
        assertThat(outcomes).extracting(RowOutcome::row).doesNotHaveDuplicates().isSorted();
        return accounts;
    }

    private static String account(RowOutcome outcome) {
        if (outcome instanceof RowOutcome.Refused refused) {
            assertThat(refused.value()).hasSizeLessThanOrEqualTo(200);
            assertThat(refused.raw()).hasSizeLessThanOrEqualTo(4_000);
            assertThat(refused.message()).isNotBlank();
            return refused.reason() + " " + refused.field();
        }
        return outcome instanceof RowOutcome.Ignored ignored ? "ignored " + ignored.reason() : "accepted";
    }

    @Test
    void shouldDamageEveryFormatInEveryWay() throws IOException {
        String cases;
        try (InputStream in = Objects.requireNonNull(MalformedFilesTest.class.getResourceAsStream("malformed.csv"))) {
            cases = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(formats())
                .allSatisfy(format -> assertThat(Damage.values())
                        .allSatisfy(damage -> assertThat(cases).contains("\n" + format + " | " + damage + " | ")));
    }
}
