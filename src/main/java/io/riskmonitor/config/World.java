package io.riskmonitor.config;

import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.feed.ReportAdapters;
import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.registry.Interests;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.RiskModel;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a monitor knows before the first report: regions, projects, the risk model and when to alert.
 */
public record World(RegionIndex regions, List<Project> registry, RiskModel model, AlertRules rules) {
    /** @throws InvalidFileException if a file cannot be used, with all that is wrong with it */
    public static World load(MonitorConfig config) {
        List<Region> regions = regions(config);
        List<Project> registry = registry(config);
        return new World(
                JtsRegionIndex.of(regions),
                registry,
                config.modelFile() == null ? RiskModelFile.builtIn() : RiskModelFile.read(config.modelFile()),
                config.alertRulesFile() == null
                        ? AlertRulesFile.builtIn()
                        : AlertRulesFile.read(
                                config.alertRulesFile(),
                                new AlertRulesFile.Known(
                                        registry.stream().map(Project::id).collect(Collectors.toSet()),
                                        regions.stream().map(Region::id).collect(Collectors.toSet()),
                                        ReportAdapters.all().names())));
    }

    /** What an attack anywhere in the country is told of. */
    public Interests interests() {
        return new Interests(rules.firms(), registry);
    }

    /** Changes whenever the model, a region or an interest does: then past incidents have to be joined anew. */
    public String identity() {
        return model + "|" + interests().identity() + "|"
                + regions.regions().stream()
                        .map(region -> region.id() + "=" + region.geometry().toText())
                        .collect(Collectors.joining("|"));
    }

    private static List<Region> regions(MonitorConfig config) {
        if (config.regionsFile() == null) {
            return RegionsFile.builtIn();
        }
        try {
            return RegionsFile.read(config.regionsFile()).regions();
        } catch (IOException e) {
            throw new InvalidFileException(config.regionsFile() + ": " + e.getMessage(), e);
        }
    }

    private static List<Project> registry(MonitorConfig config) {
        if (config.registryFile() == null) {
            return RegistryFile.builtIn().projects();
        }
        return RegistryFile.projects(config.registryFile());
    }
}
