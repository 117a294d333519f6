package io.riskmonitor.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table of a run as Parquet. The bytes depend on the rows and the library alone: it writes down no time and no machine.
 */
final class ParquetTable {
    private ParquetTable() {}

    static void write(Path file, String name, List<TableColumn> columns, Collection<List<String>> rows)
            throws IOException {
        try (OwnFile own = new OwnFile(file);
                ParquetWriter<List<String>> writer = new Builder(own, name, columns)
                        .withConf(new PlainParquetConfiguration())
                        .withCodecFactory(new ZstdPages())
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .build()) {
            for (List<String> row : rows) {
                writer.write(row);
            }
        }
    }

    /** Closes what the writer leaves open where its last bytes do not fit on the disk. */
    private static final class OwnFile implements OutputFile, AutoCloseable {
        private final OutputFile file;
        private @Nullable PositionOutputStream opened;

        OwnFile(Path file) {
            this.file = new LocalOutputFile(file);
        }

        @Override
        public PositionOutputStream create(long blockSizeHint) throws IOException {
            PositionOutputStream stream = file.create(blockSizeHint);
            opened = stream;
            return stream;
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
            throw new UnsupportedOperationException("a table is written once");
        }

        @Override
        public boolean supportsBlockSize() {
            return file.supportsBlockSize();
        }

        @Override
        public long defaultBlockSize() {
            return file.defaultBlockSize();
        }

        @Override
        public void close() throws IOException {
            if (opened != null) {
                opened.close();
            }
        }
    }

    private static final class Builder extends ParquetWriter.Builder<List<String>, Builder> {
        private final Rows rows;

        Builder(OutputFile file, String name, List<TableColumn> columns) {
            super(file);
            this.rows = new Rows(name, columns);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<List<String>> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        protected WriteSupport<List<String>> getWriteSupport(Configuration configuration) {
            throw new UnsupportedOperationException("nothing here runs on Hadoop");
        }
    }

    private static final class Rows extends WriteSupport<List<String>> {
        private final String name;
        private final List<TableColumn> columns;

        @SuppressWarnings("NullAway.Init")
        private RecordConsumer consumer;

        Rows(String name, List<TableColumn> columns) {
            this.name = name;
            this.columns = columns;
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(
                    new MessageType(
                            name, columns.stream().map(TableColumn::parquet).toList()),
                    Map.of());
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public WriteContext init(Configuration configuration) {
            throw new UnsupportedOperationException("nothing here runs on Hadoop");
        }

        @Override
        public void prepareForWrite(RecordConsumer to) {
            this.consumer = to;
        }

        @Override
        public void write(List<String> row) {
            consumer.startMessage();
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).write(row.get(i), i, consumer);
            }
            consumer.endMessage();
        }
    }
}
