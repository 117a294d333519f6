package io.riskmonitor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTableTest {
    private static final List<TableColumn> COLUMNS = List.of(
            TableColumn.moment("at"),
            TableColumn.text("subject"),
            TableColumn.number("score"),
            TableColumn.flag("enough"),
            TableColumn.count("incidents"));
    private static final String NOON = "2015-11-20T12:00:00Z";

    @TempDir
    private Path dir;

    private static List<Group> read(Path file) throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetReader<Group> reader =
                new ParquetReader.Builder<Group>(new LocalInputFile(file), new PlainParquetConfiguration()) {
                    @Override
                    protected ReadSupport<Group> getReadSupport() {
                        return new GroupReadSupport();
                    }
                }.withCodecFactory(new ZstdPages()).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Path write(String name, List<List<String>> rows) throws IOException {
        Path file = dir.resolve(name);
        ParquetTable.write(file, "scores", COLUMNS, rows);
        return file;
    }

    @Test
    void shouldReadWhatWasWrittenWithItsTypes() throws IOException {
        List<Group> rows = read(write(
                "a.parquet",
                List.of(
                        List.of(NOON, "region/gao", "12.5", "true", "3"),
                        List.of(NOON, "project/三桥", "", "false", ""))));

        assertThat(rows).hasSize(2);
        Group gao = rows.get(0);
        assertThat(Instant.ofEpochMilli(gao.getLong("at", 0))).isEqualTo(Instant.parse(NOON));
        assertThat(gao.getDouble("score", 0)).isEqualTo(12.5);
        assertThat(gao.getBoolean("enough", 0)).isTrue();
        assertThat(gao.getLong("incidents", 0)).isEqualTo(3);
        assertThat(rows.get(1).getString("subject", 0)).isEqualTo("project/三桥");
        assertThat(rows.get(1).getFieldRepetitionCount("score"))
                .as("an empty cell is null")
                .isZero();
    }

    @Test
    void shouldKeepEachDoubleToItsLastBit() throws IOException {
        List<Double> values = List.of(0.1 + 0.2, Double.MIN_VALUE, 1e300, Math.PI, -0.0);
        List<Group> rows = read(write(
                "b.parquet",
                values.stream()
                        .map(value -> List.of(NOON, "x", value.toString(), "", ""))
                        .toList()));
        assertThat(rows).extracting(row -> row.getDouble("score", 0)).isEqualTo(values);
    }

    @Test
    void shouldWriteTheSameBytesAgainAndHoldManyRows() throws IOException {
        List<List<String>> rows = IntStream.range(0, 100_000)
                .mapToObj(i -> List.of(NOON, "region/" + i % 9, Double.toString(i / 7.0), "true", "" + i))
                .toList();
        Path first = write("c.parquet", rows);
        assertThat(Files.mismatch(first, write("d.parquet", rows))).isEqualTo(-1);
        assertThat(read(first)).hasSize(100_000);
    }
}
