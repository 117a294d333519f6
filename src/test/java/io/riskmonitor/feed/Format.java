package io.riskmonitor.feed;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A well-formed file of some format, made of equal rows that a test can damage.
 *
 * @param adapter reads it
 * @param head what stands before the rows
 * @param row a row, with the marks {@code @id}, {@code @date}, {@code @lat}, {@code @lon}, {@code @count} and
 *     {@code @text} where those stand
 * @param separator what stands between rows
 * @param tail what stands after the rows
 * @param dates how the format writes a day
 */
record Format(ReportAdapter adapter, String head, String row, String separator, String tail, Dates dates) {
    static final int ROWS = 3;

    /** Turns {@code 2019-03-23} into the format's own way. */
    interface Dates {
        String write(String isoDay);
    }

    /** What stands in one row. */
    record Values(String id, String date, String lat, String lon, String count, String text) {
        static Values good(int number) {
            return new Values(String.valueOf(100 + number), "2019-03-23", "14.5", "-4.2", "1", "Mopti");
        }

        Values withId(String other) {
            return new Values(other, date, lat, lon, count, text);
        }

        Values withDate(String other) {
            return new Values(id, other, lat, lon, count, text);
        }

        Values withPoint(String otherLat, String otherLon) {
            return new Values(id, date, otherLat, otherLon, count, text);
        }

        Values withCount(String other) {
            return new Values(id, date, lat, lon, other, text);
        }

        Values withText(String other) {
            return new Values(id, date, lat, lon, count, other);
        }
    }

    String row(Values values) {
        return row.replace("@id", values.id())
                .replace("@date", dates.write(values.date()))
                .replace("@lat", values.lat())
                .replace("@lon", values.lon())
                .replace("@count", values.count())
                .replace("@text", values.text());
    }

    /** A file of three rows, the second of which holds the given values. */
    String file(Values second) {
        String rows = IntStream.rangeClosed(1, ROWS)
                .mapToObj(number -> row(number == 2 ? second : Values.good(number)))
                .collect(Collectors.joining(separator));
        return head + rows + tail;
    }

    String good() {
        return file(Values.good(2));
    }

    byte[] bytes() {
        return good().getBytes(StandardCharsets.UTF_8);
    }
}
