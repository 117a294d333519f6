package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.feed.DeskAdapter;
import io.riskmonitor.feed.FeedContext;
import io.riskmonitor.feed.RowOutcome;
import io.riskmonitor.registry.Project;
import io.riskmonitor.testing.FakeRegionIndex;
import io.riskmonitor.testing.MonitorDriver;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an officer would have read of the attack of 20 November 2015, replayed from the built-in history. */
class RadissonBluTextTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DAY_BEFORE = Instant.parse("2015-11-20T00:00:00Z");
    private static final List<Project> REGISTRY = RegistryFile.builtIn().projects();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN|three executives of China Railway Construction Corporation",
                "FR|trois dirigeants de China Railway Construction Corporation",
                "ZH|中国铁建3名高管"
            })
    void shouldNameTheKilledExecutivesAndTheRailwayInTheReadersLanguage(Language language, String executives)
            throws IOException {
        Message message = new Composer(null).alert(targeted(), language, "k");
        Phrases phrases = Phrases.of(language);
        Project railway = REGISTRY.stream()
                .filter(project -> project.id().equals("bamako-dakar-railway"))
                .findFirst()
                .orElseThrow();
        assertThat(message.subject()).contains(phrases.word("kind", AlertKind.TARGETED));
        assertThat(message.text())
                .contains(executives)
                .contains(language.of(railway.names()))
                .contains(phrases.word("action", AlertKind.TARGETED));
    }

    private static Bulletin targeted() throws IOException {
        try (MonitorDriver monitor = new MonitorDriver();
                InputStream in =
                        RadissonBluTextTest.class.getResourceAsStream("/io/riskmonitor/history/mali-2012-2020.csv")) {
            monitor.register(REGISTRY).tick(DAY_BEFORE);
            new DeskAdapter("history")
                    .read(in, new FeedContext("history", NOW, "test", null, FakeRegionIndex.mali()), outcome -> {
                        var revision = ((RowOutcome.Accepted) outcome).revision();
                        if (revision.id().sourceId().equals("2015-11-20-radisson-blu")) {
                            monitor.learn(revision);
                        }
                    });
            return monitor.newAlerts().stream()
                    .filter(alert -> alert.kind() == AlertKind.TARGETED)
                    .map(AlertSamples.READER::read)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
