package io.riskmonitor.serde;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.MatchInput;
import io.riskmonitor.risk.ReportChange;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.risk.Tick;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;

/**
 * The JSON of every record that leaves the process: field names as in the records, instants as ISO-8601 text, ids as
 * text, absent fields left out. Unknown fields are passed over, so that old code reads what new code writes; a missing
 * field that is not {@code @Nullable} is an error, so that a record is whole or is not read at all.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // the shortest text that reads back the same, whatever the version of Java: until 19 it wrote
                    // longer ones
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .annotationIntrospector(
                    new AnnotationIntrospectorPair(new NullnessIntrospector(), new JacksonAnnotationIntrospector()))
            // A record's fields are its components: isRetraction() and the like are derived from them.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule("texts")
                    .addDeserializer(Instant.class, new InstantReader())
                    .addSerializer(new AsText<>(ReportId.class))
                    .addDeserializer(ReportId.class, new FromText<>(ReportId.class, ReportId::parse))
                    .addSerializer(new AsText<>(AlertId.class))
                    .addDeserializer(AlertId.class, new FromText<>(AlertId.class, AlertId::parse))
                    .addSerializer(new AsText<>(SubjectId.class))
                    .addDeserializer(SubjectId.class, new FromText<>(SubjectId.class, SubjectId::parse)))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .addMixIn(HazardInput.class, HazardInputMixIn.class)
            .addMixIn(MatchInput.class, MatchInputMixIn.class)
            .build();

    private Json() {}

    /** The mapper; not to be reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** The kind comes first in the text, so a reader knows the type before it reads the rest. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Contribution.class, name = "contribution"),
        @JsonSubTypes.Type(value = FeedPulse.class, name = "pulse"),
        @JsonSubTypes.Type(value = Tick.class, name = "tick")
    })
    private interface HazardInputMixIn {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ReportChange.class, name = "report"),
        @JsonSubTypes.Type(value = Tick.class, name = "tick")
    })
    private interface MatchInputMixIn {}

    private static final class AsText<T> extends StdScalarSerializer<T> {
        private static final long serialVersionUID = 1L;

        AsText(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.toString());
        }
    }

    private static final class FromText<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parse.apply(parser.getText());
        }
    }
}
