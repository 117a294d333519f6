package io.riskmonitor.replay;

import java.time.Instant;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A column of a run's table. An empty cell says nothing: in Parquet it is null. */
record TableColumn(String name, Kind kind) {
    /** What its cells hold. */
    enum Kind {
        TEXT(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType()) {
            @Override
            void add(String cell, RecordConsumer to) {
                to.addBinary(Binary.fromString(cell));
            }
        },
        NUMBER(PrimitiveTypeName.DOUBLE, null) {
            @Override
            void add(String cell, RecordConsumer to) {
                to.addDouble(Double.parseDouble(cell));
            }
        },
        COUNT(PrimitiveTypeName.INT64, null) {
            @Override
            void add(String cell, RecordConsumer to) {
                to.addLong(Long.parseLong(cell));
            }
        },
        FLAG(PrimitiveTypeName.BOOLEAN, null) {
            @Override
            void add(String cell, RecordConsumer to) {
                to.addBoolean(cell.equals("true"));
            }
        },
        /** In UTC. */
        MOMENT(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS)) {
            @Override
            void add(String cell, RecordConsumer to) {
                to.addLong(Instant.parse(cell).toEpochMilli());
            }
        };

        private final PrimitiveTypeName primitive;

        @SuppressWarnings("ImmutableEnumChecker") // Parquet's annotations are, and do not say so
        private final @Nullable LogicalTypeAnnotation logical;

        Kind(PrimitiveTypeName primitive, @Nullable LogicalTypeAnnotation logical) {
            this.primitive = primitive;
            this.logical = logical;
        }

        abstract void add(String cell, RecordConsumer to);
    }

    static TableColumn text(String name) {
        return new TableColumn(name, Kind.TEXT);
    }

    static TableColumn number(String name) {
        return new TableColumn(name, Kind.NUMBER);
    }

    static TableColumn count(String name) {
        return new TableColumn(name, Kind.COUNT);
    }

    static TableColumn flag(String name) {
        return new TableColumn(name, Kind.FLAG);
    }

    static TableColumn moment(String name) {
        return new TableColumn(name, Kind.MOMENT);
    }

    Type parquet() {
        return Types.optional(kind.primitive).as(kind.logical).named(name);
    }

    /** @param index of the column in its table */
    void write(String cell, int index, RecordConsumer to) {
        if (!cell.isEmpty()) {
            to.startField(name, index);
            kind.add(cell, to);
            to.endField(name, index);
        }
    }
}
