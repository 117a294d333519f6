package io.riskmonitor.config;

import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.RiskModel;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a monitor knows before the first report: regions, projects and the risk model.
 */
public record World(RegionIndex regions, List<Project> registry, RiskModel model) {
    /** @throws InvalidFileException if a file cannot be used, with all that is wrong with it */
    public static World load(MonitorConfig config) {
        return new World(
                JtsRegionIndex.of(regions(config)),
                registry(config),
                config.modelFile() == null ? RiskModelFile.builtIn() : RiskModelFile.read(config.modelFile()));
    }

    /** Changes whenever the model or a region does: then past incidents have to be joined anew. */
    public String identity() {
        return model + "|"
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
