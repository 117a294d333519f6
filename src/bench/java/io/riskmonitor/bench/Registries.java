package io.riskmonitor.bench;

import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.registry.Project;
import io.riskmonitor.testing.Projects;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Registries of any size, made of the built-in one and of SIMULATED projects of one place each. */
public final class Registries {
    private static final long SEED = 20;

    private Registries() {}

    /**
     * So many projects, of which the first 20 are the built-in registry's and the others lie elsewhere in the world, out of
     * the reach of any incident in Mali: the registry grows, what an incident finds in it does not.
     */
    public static List<Project> overTheWorld(int size) {
        return grown(size, Registries::elsewhere);
    }

    /** So many projects, all of them in Mali: what an incident finds grows with the registry. */
    public static List<Project> inMali(int size) {
        return grown(size, random -> new GeoPoint(11 + 5 * random.nextDouble(), -11 + 10 * random.nextDouble()));
    }

    private interface Places {
        GeoPoint next(Random random);
    }

    private static List<Project> grown(int size, Places places) {
        List<Project> builtIn = RegistryFile.builtIn().projects();
        List<Project> projects = new ArrayList<>(builtIn.subList(0, Math.min(20, builtIn.size())));
        Random random = new Random(SEED);
        while (projects.size() < size) {
            projects.add(Projects.project("simulated-" + projects.size())
                    .site("site", places.next(random))
                    .always()
                    .build());
        }
        return List.copyOf(projects);
    }

    private static GeoPoint elsewhere(Random random) {
        while (true) {
            GeoPoint place = new GeoPoint(-50 + 110 * random.nextDouble(), -180 + 360 * random.nextDouble());
            boolean nearMali = place.lat() > 0 && place.lat() < 36 && place.lon() > -24 && place.lon() < 16;
            if (!nearMali) {
                return place;
            }
        }
    }
}
