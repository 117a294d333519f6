package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.registry.Indicator;
import io.riskmonitor.registry.Phase;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import io.riskmonitor.testing.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportAidDataCommandTest {
    private static final String PROJECTS =
            "project_id,title,year,description,crs_sector_code,status,start_actual,end_actual\n";
    private static final String LOCATIONS = "geonameID,precision_code,placename,latitude,longitude,project_id\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    private Path registry() {
        return dir.resolve("registry.yaml");
    }

    private int run(String... words) {
        return RootCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private int runImport(Path projects, Path locations) {
        return run(
                "projects",
                "import",
                "aiddata",
                projects.toString(),
                locations.toString(),
                "--out",
                registry().toString());
    }

    private int runImport(String projectRows, String locationRows) throws IOException {
        Path projects = Files.writeString(dir.resolve("projects.csv"), PROJECTS + projectRows);
        Path locations = Files.writeString(dir.resolve("locations.csv"), LOCATIONS + locationRows);
        return runImport(projects, locations);
    }

    @Test
    void shouldAccountForEveryRowOfTheRealFiles() {
        int code = runImport(
                SharedData.file("aiddata/mali_projects_1_1_1.csv"),
                SharedData.file("aiddata/mali_locations_1_1_1.csv"));

        assertThat(code).as(err.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("48 projects with 63 sites, 27 without a place, 3 rows refused");
        assertThat(err.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.contains("is no project that was taken"))
                .anyMatch(line -> line.contains("not '30006'"));
        assertThat(run("projects", "validate", registry().toString())).isZero();
    }

    @Test
    void shouldPlaceNoPointWhereOnlyTheCountryIsKnown() throws IOException {
        int code = runImport(
                "7,Clinic,2009,A clinic.,120,Completion,,12. Feb 09\n",
                "1,1,Kati,12.74,-8.07,7\n2,3,Cercle de Kita,13.03,-9.48,7\n3,6,Mali,17,-4,7\n4,8,Bamako,12.65,-8,7\n");

        assertThat(code).as(err.toString()).isZero();
        Project project = RegistryFile.projects(registry()).get(0);
        assertThat(project.sites()).extracting(Site::label).containsExactly("Kati", "Cercle de Kita");
        assertThat(project.facts()).hasSize(3).allMatch(fact -> fact.source().contains("ODC-By"));
    }

    @Test
    void shouldAssumeAndSaySoWhereNothingIsKnown() throws IOException {
        runImport("7,Clinic,2009,,120,Completion,,12. Feb 09\n8,School,2010,,110,Pipeline: Pledge,,\n", "");

        List<Project> projects = RegistryFile.projects(registry());
        Phase dated = projects.get(0).phases().get(0);
        assertThat(dated.from()).hasToString("2009-02-12");
        assertThat(dated.isAssumption()).isFalse();
        assertThat(dated.indicators()).allMatch(i -> i.isAssumption() && i.value() == Indicator.UNKNOWN_VALUE);
        Phase assumed = projects.get(1).phases().get(0);
        assertThat(assumed.status()).isEqualTo(PhaseStatus.PLANNED);
        assertThat(assumed.isAssumption()).isTrue();
    }

    @Test
    void shouldRefuseRowsByNameWhenTheyCannotBeUsed() throws IOException {
        int code = runImport("""
                7,Clinic,2009,,120,Completion,,12. Feb 09
                7,Clinic,2009,,120,Completion,,
                8,Clinic,09,,120,Completion,,
                9,Clinic,2009,,999,Completion,,
                10,Clinic,2009,,120,Done,,
                11,Clinic,2009,,120,Completion,,31. Feb 99x
                12,,2009,,120,Completion,,
                x,Clinic,2009,,120,Completion,,
                """, """
                1,5,Along the road,12,-8,7
                2,1,Kati,NaN,-8,7
                3,1,Kati,12,-800,7
                4,1,Kati,12,-8,7
                4,1,Kati,12,-8,7
                """);

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("1 project with 1 site, 0 without a place, 11 rows refused");
        assertThat(err.toString().lines())
                .contains(
                        "projects.csv: row 3: year: must be a year, not '09'",
                        "projects.csv: row 6: end_actual: must be a day such as 22. Sep 11, not '31. Feb 99x'",
                        "locations.csv: row 2: latitude: latitude must be decimal degrees within -90..90, not 'NaN'");
    }

    @Test
    void shouldWriteNothingWhenTheColumnsAreNotThere() throws IOException {
        Path other = Files.writeString(dir.resolve("other.csv"), "a,b\n1,2\n");

        assertThat(runImport(other, other)).isNotZero();
        assertThat(err.toString()).contains("the header must have");
        assertThat(registry()).doesNotExist();
    }
}
