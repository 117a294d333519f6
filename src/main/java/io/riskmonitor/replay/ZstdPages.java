package io.riskmonitor.replay;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Parquet's pages compressed by Zstandard, which comes with Kafka. Parquet's own codecs are Hadoop's, which is a hundred times
 * as large; and a gzip's bytes depend on the zlib of the machine.
 */
final class ZstdPages implements CompressionCodecFactory {
    private static final int LEVEL = 3;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new Compressor();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new Decompressor();
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    private static byte[] all(BytesInput bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
        bytes.writeAllTo(out);
        return out.toByteArray();
    }

    private static final class Compressor implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            return BytesInput.from(Zstd.compress(all(bytes), LEVEL));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }

    private static final class Decompressor implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(Zstd.decompress(all(bytes), size));
        }

        @Override
        public void decompress(ByteBuffer from, int compressed, ByteBuffer to, int size) {
            byte[] bytes = new byte[compressed];
            from.get(bytes);
            to.put(Zstd.decompress(bytes, size));
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
