package io.riskmonitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.Level;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.RandomLog;
import io.riskmonitor.testing.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of all that stands behind a condition, and what is only counted. */
class FindingTest {
    private static List<Contribution> toOneRegion(int incidents) {
        Attribution attribution = new Attribution(Models.plain(), new BoxRegions());
        Random random = new Random(1);
        List<Contribution> found = new ArrayList<>();
        for (int i = 0; found.size() < incidents; i++) {
            Incident incident = Incident.of(Reports.report("test:" + i)
                    .at(RandomLog.place(random))
                    .on(RandomLog.START)
                    .learnt(RandomLog.START.plusSeconds(i)));
            attribution.contributions(incident, new SiteIndex(List.of())).stream()
                    .filter(c -> c.subject().toString().equals("region/segou"))
                    .forEach(found::add);
        }
        return found;
    }

    @ParameterizedTest(name = "{0} incidents")
    @ValueSource(ints = {0, 1, 19, 20, 21, 500})
    void shouldBeTheSameWhenOnlyWhatIsShownIsKept(int incidents) {
        Finding.Gathering all = new Finding.Gathering();
        Finding.OfOneSite shown = new Finding.OfOneSite();
        Random random = new Random(incidents);
        for (Contribution c : toOneRegion(incidents)) {
            // Of eight amounts, so that many are equal, and sums are exact in any order.
            double amount = (1 + random.nextInt(8)) / 8.0;
            all.add(c, amount);
            shown.add(c, amount);
        }
        assertThat(shown.finding(Level.HIGH)).isEqualTo(all.finding(Level.HIGH));
    }

    @Test
    void shouldShowTheWeightiestAndCountTheRest() {
        Finding.OfOneSite gathering = new Finding.OfOneSite();
        int weight = 1;
        for (Contribution c : toOneRegion(25)) {
            gathering.add(c, weight++);
        }
        Finding finding = gathering.finding(Level.HIGH);
        assertThat(finding.evidence())
                .extracting(Evidence::amount)
                .startsWith(25.0, 24.0)
                .hasSize(20)
                .endsWith(6.0);
        assertThat(finding.otherIncidents()).isEqualTo(5);
        assertThat(finding.otherShare()).isEqualTo(0.0462); // 15 of 325
    }
}
