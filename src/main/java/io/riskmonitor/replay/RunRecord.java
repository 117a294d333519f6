package io.riskmonitor.replay;

import io.riskmonitor.feed.SimulatedFeed;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a run was begun with.
 *
 * @param fingerprint of all that its outputs depend on
 * @param out the folder that it makes, absolute
 * @param tick ISO-8601
 * @param asKnown whether only what was recorded by each moment exists in it
 * @param simulated whether incidents that never happened are in it
 */
record RunRecord(
        String fingerprint,
        String out,
        int partitions,
        Instant from,
        Instant to,
        String tick,
        boolean asKnown,
        boolean simulated) {
    static RunRecord of(ReplayManifest manifest, ReplayRuns.Settings settings) {
        ReplaySpan span = manifest.span();
        return new RunRecord(
                manifest.fingerprint(),
                absolute(settings.out()),
                settings.partitions(),
                span.from(),
                span.to(),
                span.tick().toString(),
                manifest.knowledge() == Knowledge.AS_KNOWN,
                manifest.told().revisions().stream().anyMatch(told -> SimulatedFeed.tells(told.id())));
    }

    static String absolute(Path out) {
        return out.toAbsolutePath().normalize().toString();
    }
}
