package io.riskmonitor.testing;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import io.riskmonitor.risk.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A story of who is told what, as data. The format stands in the README beside the scenarios. */
public record DeliveryScenario(
        String name, String why, @Nullable List<String> needs, List<Recipient> recipients, List<Step> steps) {
    private static final Path DIRECTORY = Path.of("src/test/resources/io/riskmonitor/scenarios/delivery");
    private static final ObjectReader READER =
            YAMLMapper.builder().addModule(new JavaTimeModule()).build().readerFor(DeliveryScenario.class);

    /** A subscription in UTC with one route. */
    public record Recipient(
            String id,
            String role,
            @Nullable Set<AlertKind> kinds,
            @Nullable Level minimum,
            @Nullable DigestData digest,
            @Nullable BudgetData budget) {}

    public record DigestData(Level below, LocalTime at) {}

    public record BudgetData(int perWeek, int reserve, Level reserveLevel) {}

    /** One of them is given. */
    public record Step(
            @Nullable GridData register,
            Scenario.@Nullable ReportData learn,
            @Nullable BurstData burst,
            @Nullable Instant tick,
            Scenario.@Nullable ActionData act,
            @Nullable Map<String, ToldData> expect) {}

    /** Projects side by side from a place on, so many degrees apart. */
    public record GridData(int projects, double lat, double lon, double apart) {
        public List<Scenario.ProjectData> each() {
            List<Scenario.ProjectData> grid = new ArrayList<>();
            for (int i = 0; i < projects; i++) {
                grid.add(new Scenario.ProjectData(
                        "site-" + i,
                        null,
                        List.of(new Scenario.SiteData("site", lat, lon + i * apart, 0, 0, 0, null)),
                        null,
                        null));
            }
            return grid;
        }
    }

    /** Different incidents, one after the other, spread over a stretch from west to east by a seed. */
    public record BurstData(
            int incidents,
            Instant from,
            Duration within,
            double lat,
            double lon,
            double width,
            int fatalities,
            @Nullable Set<Target> targets,
            long seed) {
        public List<Revision> revisions() {
            Random random = new Random(seed);
            List<Revision> burst = new ArrayList<>();
            for (int i = 0; i < incidents; i++) {
                Instant at = from.plus(within.multipliedBy(i).dividedBy(incidents));
                burst.add(new Scenario.ReportData(
                                "burst:" + i,
                                at,
                                at,
                                null,
                                lat,
                                lon + width * random.nextDouble(),
                                null,
                                null,
                                0,
                                targets,
                                random.nextInt(fatalities + 1),
                                null)
                        .revision());
            }
            return burst;
        }
    }

    /**
     * What a recipient has got; what is not given does not matter.
     *
     * @param messages that have arrived since the last expectation, singles and bundles, as {@code alert STATUS}
     * @param singles how many messages of their own there were in all
     * @param atMostSingles how many of them at the most
     * @param atLeastAlerts of how many different alerts at least
     * @param waiting how many revisions have been decided on and not yet been sent
     */
    public record ToldData(
            @Nullable List<String> messages,
            @Nullable Integer singles,
            @Nullable Integer atMostSingles,
            @Nullable Integer atLeastAlerts,
            @Nullable Integer waiting) {}

    /** The rules that it is told under. */
    public AlertRules rules() {
        return Rules.needing(needs == null ? List.of() : needs);
    }

    /** All scenarios, by file name. */
    public static List<DeliveryScenario> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().map(DeliveryScenario::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeliveryScenario read(Path file) {
        try {
            return READER.readValue(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
