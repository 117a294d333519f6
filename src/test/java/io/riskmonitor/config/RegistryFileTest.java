package io.riskmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.Indicator;
import io.riskmonitor.registry.IndicatorKind;
import io.riskmonitor.registry.Phase;
import io.riskmonitor.registry.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryFileTest {
    /** A file without mistakes; the line numbers that the broken ones are asserted by count from its first line. */
    private static final String GOOD = """
            version: 1
            sources:
              paper: A paper (2020)
            projects:
              - id: mill
                names: {en: Mill, fr: Moulin, zh: 糖厂}
                sector: INDUSTRY
                regionId: segou
                matches: [FACTORY]
                sites:
                  - {id: site, label: Mill, lat: 14.0, lon: -6.1, uncertaintyKm: 2, source: paper}
                indicators:
                  PEOPLE: {value: 0.5, source: "paper, p. 3", reason: some}
                phases:
                  - status: PLANNED
                    from: 2009
                    source: paper
                  - status: OPERATIONAL
                    from: 2012-11-14
                    note: taken from the press
                    indicators:
                      PEOPLE: {value: 1, reason: many}
                facts:
                  - {text: It is a mill., source: paper}
            """;

    private static RegistryFile.Loaded loaded(String text) {
        return RegistryFile.parse("test.yaml", text).either(l -> l, r -> {
            throw new AssertionError(r.problems().toString());
        });
    }

    private static List<String> problems(String text) {
        return RegistryFile.parse("test.yaml", text)
                .either(
                        l -> List.of(),
                        r -> r.problems().stream()
                                .map(RegistryFile.Finding::toString)
                                .toList());
    }

    @Test
    void shouldReadAFileWithoutMistakes() {
        Project mill = loaded(GOOD).projects().get(0);

        assertThat(mill.names().zh()).isEqualTo("糖厂");
        assertThat(mill.regionId()).isEqualTo("segou");
        assertThat(mill.matches()).containsExactly(Target.FACTORY);
        assertThat(mill.sites().get(0).rectangle().lengthKm()).isZero();
        assertThat(mill.facts().get(0).source()).isEqualTo("A paper (2020)");
        assertThat(mill.phases())
                .extracting(Phase::from)
                .containsExactly(LocalDate.of(2009, 1, 1), LocalDate.of(2012, 11, 14));
        assertThat(mill.phases().get(0).to()).isEqualTo(LocalDate.of(2012, 11, 14));
        assertThat(mill.phases().get(1).to()).isNull();
        assertThat(mill.phases().get(1).isAssumption()).isTrue();
    }

    @Test
    void shouldLetAPhasesOwnIndicatorStandBeforeTheProjects() {
        List<Phase> phases = loaded(GOOD).projects().get(0).phases();

        assertThat(indicator(phases.get(0), IndicatorKind.PEOPLE))
                .isEqualTo(new Indicator(IndicatorKind.PEOPLE, 0.5, "A paper (2020), p. 3", "some"));
        assertThat(indicator(phases.get(1), IndicatorKind.PEOPLE))
                .isEqualTo(new Indicator(IndicatorKind.PEOPLE, 1, null, "many"));
        assertThat(indicator(phases.get(1), IndicatorKind.DISUSE)).isEqualTo(Indicator.unknown(IndicatorKind.DISUSE));
    }

    private static Indicator indicator(Phase phase, IndicatorKind kind) {
        return phase.indicators().stream()
                .filter(i -> i.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    static Stream<Arguments> mistakes() {
        String site = "- {id: site, label: Mill, lat: 14.0, lon: -6.1, uncertaintyKm: 2, source: paper}";
        String sites = "sites:\n      " + site;
        return Stream.of(
                mistake("regionId: segou", "region: segou", "8: project mill: region: is not a key here; known are"),
                mistake("zh: 糖厂", "zh: ''", "6: project mill: names.zh: is missing"),
                mistake("names: {en: Mill, fr: Moulin, zh: 糖厂}", "names:", "6: project mill: names: is missing"),
                mistake("sector: INDUSTRY", "sector: Sugar", "7: project mill: sector: 'Sugar' is none of EDUCATION"),
                mistake("[FACTORY]", "[FACTORY, MILL]", "9: project mill: matches: 'MILL' is none of CHINESE"),
                mistake("id: mill", "id: The Mill", "5: project The Mill: id: 'The Mill' is not lower-case words"),
                mistake("id: mill", "ident: mill", "5: project #1: id: is missing"),
                mistake("2012-11-14", "2012-11-31", "19: project mill: phases[2].from: '2012-11-31' is not a date"),
                mistake("2012-11-14", "14/11/2012", "19: project mill: phases[2].from: '14/11/2012' is not a date"),
                mistake(
                        "from: 2009",
                        "from: 2013",
                        "19: project mill: phases[2].from: 2012-11-14 is not after 2013-01-01"),
                mistake(
                        "from: 2009",
                        "from: 2009\n        to: 2013-05",
                        "20: project mill: phases[2].from: 2012-11-14 overlaps the phase before it, which ends 2013-05-01"),
                mistake(
                        "from: 2012-11-14",
                        "from: 2012-11-14\n        to: 2012-11-14",
                        "20: project mill: phases[2].to: 2012-11-14 is not after 2012-11-14"),
                mistake("note: taken from the press", "note:", "20: project mill: phases[2].note: is missing: a phase"),
                mistake(
                        "status: PLANNED",
                        "status: DREAMT",
                        "15: project mill: phases[1].status: 'DREAMT' is none of PLANNED"),
                mistake(
                        "value: 0.5",
                        "value: 1.5",
                        "13: project mill: indicators.PEOPLE.value: 1.5 is not within 0..1"),
                mistake(
                        "value: 0.5",
                        "value: .nan",
                        "13: project mill: indicators.PEOPLE.value: '.nan' is not a number"),
                mistake("value: 0.5", "value: NaN", "13: project mill: indicators.PEOPLE.value: 'NaN' is not a number"),
                mistake("value: 1, ", "", "22: project mill: phases[2].indicators.PEOPLE.value: is missing"),
                mistake(
                        "PEOPLE: {value: 1",
                        "PEPLE: {value: 1",
                        "22: project mill: phases[2].indicators.PEPLE: 'PEPLE' is none of"),
                mistake(
                        "source: \"paper, p. 3\"",
                        "source: papr",
                        "13: project mill: indicators.PEOPLE.source: 'papr' is not among"),
                mistake("lat: 14.0", "lat: 140", "11: project mill: sites[1].lat: 140 is not within -90..90"),
                mistake(
                        ", source: paper}\n    indicators",
                        "}\n    indicators",
                        "11: project mill: sites[1].source: is missing: say where"),
                mistake(
                        site,
                        site + "\n      " + site,
                        "12: project mill: sites[1].id".replace("[1]", "[2]") + ": 'site' is already"),
                mistake(
                        "uncertaintyKm: 2",
                        "uncertaintyKm: -2",
                        "11: project mill: sites[1].uncertaintyKm: -2 is not within"),
                mistake(
                        sites,
                        "line:\n      points: [{lat: 14.0, lon: -6.1}]\n      uncertaintyKm: 2\n      source: paper",
                        "11: project mill: line.points: has 1; a line has at least 2"),
                mistake(
                        sites,
                        "line:\n      points: [{lat: 14.0, lon: -6.1}, {lat: 14.0, lon: -6.1}]\n      uncertaintyKm: 2\n      source: paper",
                        "11: project mill: line.points[2].lat: is the same place"),
                mistake(
                        sites,
                        "line: {points: [{lat: 14, lon: -6}, {lat: 15, lon: -6}], sectionKm: 50, uncertaintyKm: 2, source: paper}",
                        "10: project mill: line.sectionKm: 50 is not within 1..25"),
                mistake(
                        sites,
                        area("[[-6, 14], [-6, 15], [-5, 15], [-5, 14]]"),
                        "10: project mill: area.ring: is not closed"),
                mistake(
                        sites,
                        area("[[-6, 14], [-5, 15], [-5, 14], [-6, 15], [-6, 14]]"),
                        "10: project mill: area.ring: crosses or touches itself at [-5.5, 14.5]"),
                mistake(sites, area("[[-6, 14], [-5, 15], [-6, 14]]"), "10: project mill: area.ring: has 3 vertices"),
                mistake(
                        sites,
                        area("[[-6, 14], [-5], [-5, 14], [-6, 14]]"),
                        "10: project mill: area.ring: vertex 2 is not [longitude, latitude]"),
                mistake(
                        sites,
                        area("[[-6, 14], [-5, x], [-5, 14], [-6, 14]]"),
                        "10: project mill: area.ring: vertex 2: 'x' is not a number"),
                mistake(
                        sites,
                        sites + "\n    " + area("[[-6, 14], [-5, 15], [-5, 14], [-6, 14]]"),
                        "12: project mill: area: a project is given by sites, a line or an area"),
                mistake("facts:", "facts: none\n    more:", "23: project mill: facts: is text, not a list"),
                mistake(
                        "    sector: INDUSTRY\n",
                        "    sector: INDUSTRY\n    sector: RAIL\n",
                        "8: key 'sector' was already given on line 7"),
                mistake("version: 1", "version: 2", "1: version: '2' is not a version"),
                mistake("{en: Mill", "{en: [Mill]", "6: project mill: names.en: is a list, not text"),
                mistake("from: 2009", "from: *start", "16: '*start': aliases are not read"),
                mistake("regionId: segou", "regionId: Ségou", "8: project mill: regionId: 'Ségou' is not lower-case"));
    }

    private static String area(String ring) {
        return "area: {label: Fields, ring: " + ring + ", uncertaintyKm: 2, source: paper}";
    }

    private static Arguments mistake(String good, String bad, String expected) {
        return Arguments.of(good, bad, "test.yaml:" + expected);
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("mistakes")
    void shouldNameLineProjectFieldAndReasonWhenOneThingIsWrong(String good, String bad, String expected) {
        String broken = GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad));
        assertThat(broken).isNotEqualTo(GOOD);

        assertThat(problems(broken)).anySatisfy(p -> assertThat(p).startsWith(expected));
    }

    @Test
    void shouldReportEveryMistakeInTheOrderOfTheFile() {
        String broken = GOOD.replace("zh: 糖厂", "zh:")
                .replace("sector: INDUSTRY", "sector: X")
                .replace("lat: 14.0", "lat: here")
                .replace("value: 0.5", "value: 2")
                .replace("from: 2009", "from: soon")
                .replace("status: OPERATIONAL", "status: OPEN")
                .replace("facts:", "fact:");

        assertThat(problems(broken))
                .extracting(p -> p.replaceFirst("^(test.yaml:\\d+: project mill: [^:]+):.*", "$1"))
                .containsExactly(
                        "test.yaml:6: project mill: names.zh",
                        "test.yaml:7: project mill: sector",
                        "test.yaml:11: project mill: sites[1].lat",
                        "test.yaml:13: project mill: indicators.PEOPLE.value",
                        "test.yaml:16: project mill: phases[1].from",
                        "test.yaml:18: project mill: phases[2].status",
                        "test.yaml:23: project mill: fact");
    }

    @Test
    void shouldReportAnIdThatTwoProjectsShare() {
        String twice = GOOD + GOOD.substring(GOOD.indexOf("  - id: mill"));

        assertThat(problems(twice))
                .containsExactly("test.yaml:25: project mill: id: 'mill' is already the id of the project on line 5");
    }

    @Test
    void shouldNameTheLineWhenTheTextIsNotYaml() {
        assertThat(problems(GOOD.replace("zh: 糖厂}", "zh: 糖厂")))
                .singleElement()
                .asString()
                .startsWith("test.yaml:7: ");
        assertThat(problems("")).containsExactly("test.yaml:1: the file is empty");
        assertThat(problems("just text")).containsExactly("test.yaml:1: is text, not a mapping of keys to values");
        assertThat(problems("{}")).containsExactly("test.yaml:1: projects: is missing");
        assertThat(problems(GOOD + "---\n" + GOOD)).singleElement().asString().contains("a second document begins");
    }

    @Test
    void shouldRefuseARegionThatIsNotUnderWatchWhenRegionsAreGiven() {
        RegistryFile file = RegistryFile.parse("test.yaml", GOOD, Set.of("mopti", "kayes"));

        assertThat(file)
                .isInstanceOfSatisfying(
                        RegistryFile.Rejected.class,
                        r -> assertThat(r.problems())
                                .singleElement()
                                .hasToString("test.yaml:8: project mill: regionId: 'segou' is none of kayes, mopti"));
    }

    @Test
    void shouldReadTheSameFromJson() {
        String json = """
                {"version": 1,
                 "projects": [
                \t{"id": "mill", "names": {"en": "Mill", "fr": "Moulin", "zh": "糖厂"}, "sector": "INDUSTRY",
                \t "phases": [{"status": "PLANNED", "from": "2009", "note": "guessed"}],
                \t "sites": [{"id": "01", "label": "Mill", "lat": 14.0, "lon": -6.1, "uncertaintyKm": 2, "source": "A map"}]}]}
                """;

        assertThat(RegistryFile.parse("test.json", json)).isInstanceOfSatisfying(RegistryFile.Loaded.class, l -> {
            assertThat(l.projects()).hasSize(1);
            assertThat(l.projects().get(0).sites().get(0).id()).isEqualTo("01");
        });
        assertThat(RegistryFile.parse("test.json", json.replace("-6.1", "\"west\"")))
                .isInstanceOfSatisfying(
                        RegistryFile.Rejected.class,
                        r -> assertThat(r.problems())
                                .singleElement()
                                .hasToString("test.json:5: project mill: sites[1].lon: 'west' is not a number"));
    }

    @Test
    void shouldHintWithoutRejectingWhenSomethingIsWorthALook() {
        String text = GOOD.replace("lat: 14.0, lon: -6.1, uncertaintyKm: 2", "lat: -6.1, lon: 14.0, uncertaintyKm: 60")
                .replace("from: 2009", "from: 2009\n        to: 2010")
                .replace("paper: A paper (2020)", "paper: A paper (2020)\n  other: Another");

        assertThat(loaded(text).hints())
                .extracting(RegistryFile.Finding::toString)
                .anyMatch(h ->
                        h.contains("sites[1].lat: -6.1, 14.0 is far from Mali: are latitude and longitude swapped?"))
                .anyMatch(h -> h.contains("sites[1].uncertaintyKm: the place is known to 60 km only"))
                .anyMatch(h -> h.contains("phases[2].from: nothing is known from 2010-01-01 to 2012-11-14"))
                .anyMatch(h -> h.contains("test.yaml:4: sources.other: is cited by nobody"))
                .anyMatch(
                        h -> h.contains("indicators: without a source, so an assumption, in one phase or more: PEOPLE"))
                .anyMatch(h -> h.contains("indicators: not given, so 0.5, in one phase or more: ASSET_VALUE, CRIT"));
    }

    @Test
    void shouldRejectAFileThatIsMissingOrNotUtf8(@TempDir Path dir) throws IOException {
        Path latin = Files.write(dir.resolve("latin.yaml"), "names: Ségou".getBytes(StandardCharsets.ISO_8859_1));
        Path absent = dir.resolve("absent.yaml");

        assertThat(rejected(latin)).isEqualTo(latin + ": is not UTF-8 text");
        assertThat(rejected(absent)).isEqualTo(absent + ": does not exist");
    }

    private static String rejected(Path file) {
        return RegistryFile.read(file)
                .either(l -> "loaded", r -> r.problems().get(0).toString());
    }

    @Test
    void shouldReadAFileWithAByteOrderMarkAndWindowsLineEnds(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("windows.yaml"), "\uFEFF" + GOOD.replace("\n", "\r\n"));

        assertThat(RegistryFile.read(file)).isInstanceOf(RegistryFile.Loaded.class);
    }

    @Test
    void shouldReadARegistryLargerThanTheParsersOwnLimitOfThreeMillionCharacters() {
        int projects = 6_000;
        String project = GOOD.substring(GOOD.indexOf("  - id: mill"));
        StringBuilder text = new StringBuilder(GOOD.substring(0, GOOD.indexOf("  - id: mill")));
        for (int i = 0; i < projects; i++) {
            text.append(project.replace("id: mill", "id: mill-" + i));
        }

        assertThat(text.length()).isGreaterThan(3 * 1024 * 1024);
        assertThat(loaded(text.toString()).projects()).hasSize(projects);
    }

    @Test
    void shouldReadTheExamplesOfTheDocument() throws IOException {
        String document = Files.readString(Path.of("src", "docs", "REGISTRY.md"));
        Matcher example =
                Pattern.compile("```yaml\n(version: 1\n.*?)```", Pattern.DOTALL).matcher(document);

        assertThat(example.find()).as("REGISTRY.md shows a whole file").isTrue();
        RegistryFile.Loaded loaded = loaded(example.group(1));
        assertThat(loaded.projects())
                .extracting(Project::id)
                .containsExactly("example-school", "example-road", "example-farm");
        assertThat(loaded.projects().get(1).sites()).hasSizeGreaterThan(1);
    }

    @Test
    void shouldListEveryBuiltInProjectAndIndicatorInTheDocument() throws IOException {
        String document = Files.readString(Path.of("src", "docs", "REGISTRY.md"));

        assertThat(RegistryFile.builtIn().projects())
                .allSatisfy(p -> assertThat(document).contains("| `" + p.id() + "` |"));
        assertThat(IndicatorKind.values()).allSatisfy(k -> assertThat(document).contains("| `" + k + "` |"));
    }
}
