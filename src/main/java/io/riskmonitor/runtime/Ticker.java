package io.riskmonitor.runtime;

import io.riskmonitor.risk.Tick;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the time into the log at a steady pace: the only place where a clock enters it. */
final class Ticker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ticker.class);

    private final Producer<String, byte[]> producer;
    private final Topic<String, Tick> ticks;
    private final int partitions;
    private final Clock clock;
    private final DiskRoom room;
    private final ScheduledExecutorService pace =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ticker"));

    /** @param partitions of the ticks topic, as many as the log of revisions has */
    Ticker(Map<String, Object> clientProperties, MonitorTopics topics, int partitions, Clock clock, DiskRoom room) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        this.ticks = topics.ticks();
        this.partitions = partitions;
        this.clock = clock;
        this.room = room;
    }

    /**
     * Ticks from now on.
     *
     * @param own the partitions that this instance works on at the moment: those of others are told the time by them
     */
    void start(Duration interval, Supplier<Set<Integer>> own) {
        ScheduledFuture<?> unused =
                pace.scheduleAtFixedRate(() -> tickQuietly(own), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ticks once, now, in every partition; returns the time told once the log has it. */
    Instant tick() {
        return tick(IntStream.range(0, partitions).boxed().toList());
    }

    private Instant tick(Collection<Integer> told) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int p : told) {
            Tick tick = new Tick(now, p, partitions);
            sent.add(producer.send(new ProducerRecord<>(
                    ticks.name(),
                    p,
                    now.toEpochMilli(),
                    Integer.toString(p),
                    ticks.values().serializer().serialize(ticks.name(), tick))));
        }
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new KafkaException("a tick was not written: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted while ticking", e);
            }
        }
        return now;
    }

    private void tickQuietly(Supplier<Set<Integer>> own) {
        if (room.isShort()) {
            return; // each tick makes scores to be written; the room that is left is for what people do
        }
        try {
            tick(own.get());
        } catch (KafkaException e) {
            // The next tick tells the time just as well; a lasting fault shows as scores that no longer move on.
            log.warn("no tick: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        pace.shutdownNow();
        producer.close(Duration.ofSeconds(5));
    }
}
