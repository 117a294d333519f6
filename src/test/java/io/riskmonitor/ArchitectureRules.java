package io.riskmonitor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of the house. They hold for the rooms under any root package, so that a few small broken rooms among the tests
 * can show that each rule is able to fail.
 */
final class ArchitectureRules {
    static final List<String> DOMAIN = List.of("incident", "registry", "geo", "risk", "forecast", "alert");

    /** From the ground up; no room knows one above it. Rooms on one floor may know each other one way. */
    private static final List<List<String>> FLOORS = List.of(
            DOMAIN,
            List.of("access", "serde"),
            List.of("topic"),
            List.of("topology"),
            List.of("query"),
            List.of("metrics", "http"),
            List.of("cli"));

    private static final String[] KAFKA_SERVER = Stream.of(
                    "server", "metadata", "controller", "image", "raft", "storage", "coordinator")
            .map(name -> "org.apache.kafka." + name + "..")
            .toArray(String[]::new);

    /** Exact by IEEE 754, and so the same on every machine; all else of Math may differ in its last bit. */
    private static final Pattern EXACT_MATH = Pattern.compile(
            "abs|max|min|sqrt|fma|scalb|getExponent|ulp|signum|copySign"
                    + "|floor|ceil|rint|round|floorDiv|floorMod|ceilDiv|\\w+Exact|toRadians|toDegrees|nextUp|nextDown|clamp");

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    /** Every rule by name. */
    Map<String, ArchRule> all() {
        return Map.ofEntries(
                Map.entry("domain is pure", domainIsPure()),
                Map.entry("JTS is for geometry", jtsIsForGeometry()),
                Map.entry("Hipparchus is for the normal distribution", hipparchusIsForTheNormalDistribution()),
                Map.entry("Kafka's server is the broker's", kafkaServerIsTheBrokers()),
                Map.entry("Jackson is at the edges", jacksonIsAtTheEdges()),
                Map.entry("Micrometer is in metrics", micrometerIsInMetrics()),
                Map.entry("imports run downward", importsRunDownward()),
                Map.entry("no circles", noCircles()),
                Map.entry("only Main knows cli", onlyMainKnowsCli()),
                Map.entry("a replay has no channels", replayHasNoChannels()),
                Map.entry("time is an input", timeIsAnInput()),
                Map.entry("answers are the same everywhere", answersAreTheSameEverywhere()),
                Map.entry("printing is cli's", printingIsCli()),
                Map.entry("Main alone exits", mainAloneExits()),
                Map.entry("static fields are final", staticFieldsAreFinal()),
                Map.entry("constants are immutable", constantsAreImmutable()));
    }

    ArchRule named(String rule) {
        return Objects.requireNonNull(all().get(rule), rule);
    }

    /** Says of all classes but those of the rooms what they shall not. */
    private GivenClassesConjunction outside(String... rooms) {
        return noClasses().that().resideInAPackage(root + "..").and().resideOutsideOfPackages(rooms(rooms));
    }

    private String room(String name) {
        return root + "." + name + "..";
    }

    private String[] rooms(Collection<String> names) {
        return names.stream().map(this::room).toArray(String[]::new);
    }

    private String[] rooms(String... names) {
        return rooms(List.of(names));
    }

    private ArchRule domainIsPure() {
        List<String> allowed = new ArrayList<>(List.of(
                "java.lang..",
                "java.math..",
                "java.text..",
                "java.time..",
                "java.util..",
                "org.jspecify..",
                "org.locationtech.jts..",
                "org.hipparchus.."));
        allowed.addAll(Arrays.asList(rooms(DOMAIN)));
        return classes()
                .that()
                .resideInAnyPackage(rooms(DOMAIN))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .because("the domain is arithmetic: no Kafka, no Jackson, no meters, no logging, no files")
                .allowEmptyShould(true);
    }

    private ArchRule jtsIsForGeometry() {
        return outside("geo", "registry", "config")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.locationtech.jts..")
                .because("regions and sites are geometry, and config reads them; others ask their indexes")
                .allowEmptyShould(true);
    }

    private ArchRule hipparchusIsForTheNormalDistribution() {
        return outside("geo", "risk", "forecast")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hipparchus..")
                .because("it computes how uncertain places spread, and fits the forecast; nothing else")
                .allowEmptyShould(true);
    }

    private ArchRule kafkaServerIsTheBrokers() {
        return outside("broker")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(KAFKA_SERVER)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("kafka..")
                .because("Kafka's server classes are not an API: one room follows their changes")
                .allowEmptyShould(true);
    }

    private ArchRule jacksonIsAtTheEdges() {
        return outside("text", "serde", "feed", "config", "imports", "topic", "http", "notify")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .because("records know nothing of their JSON")
                .allowEmptyShould(true);
    }

    private ArchRule micrometerIsInMetrics() {
        return outside("metrics", "runtime")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus..")
                .because("binders measure from outside; the runtime registers them")
                .allowEmptyShould(true);
    }

    private ArchRule importsRunDownward() {
        return classes()
                .that()
                .resideInAnyPackage(
                        FLOORS.stream().flatMap(f -> Arrays.stream(rooms(f))).toArray(String[]::new))
                .should(new ArchCondition<>("not know a room above") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(d -> floorOf(d.getTargetClass()) > floorOf(type))
                                .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
                    }
                })
                .because("domain <- serde <- topic <- topology <- query <- metrics/http <- cli")
                .allowEmptyShould(true);
    }

    /** -1 for what stands on no floor: libraries, and rooms beside the stairs such as feed and config. */
    private int floorOf(JavaClass type) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (resideInAnyPackage(rooms(FLOORS.get(floor))).test(type)) {
                return floor;
            }
        }
        return -1;
    }

    private ArchRule noCircles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** What is run for the past can tell nobody: it does not even know how. */
    private ArchRule replayHasNoChannels() {
        return noClasses()
                .that()
                .resideInAPackage(room("replay"))
                .or()
                .haveNameMatching(".*\\.runtime\\.Replay.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(room("notify"));
    }

    private ArchRule onlyMainKnowsCli() {
        return outside("cli")
                .and()
                .doNotHaveFullyQualifiedName(root + ".Main")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(room("cli"))
                .allowEmptyShould(true);
    }

    private ArchRule timeIsAnInput() {
        DescribedPredicate<JavaMethodCall> asksTheMachine = describe("asks the machine for time or chance", call -> {
            MethodCallTarget target = call.getTarget();
            String owner = target.getOwner().getName();
            String name = target.getName();
            return (owner.startsWith("java.time.") && name.equals("now"))
                    || (owner.equals(Clock.class.getName()) && (name.startsWith("system") || name.startsWith("tick")))
                    || (owner.equals(System.class.getName())
                            && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
                    || (owner.equals(Math.class.getName()) && name.equals("random"))
                    || owner.equals(ThreadLocalRandom.class.getName())
                    || (owner.equals("java.util.UUID") && name.equals("randomUUID"));
        });
        List<String> timeless = new ArrayList<>(DOMAIN);
        timeless.addAll(List.of("access", "topology"));
        return noClasses()
                .that()
                .resideInAnyPackage(rooms(timeless))
                .should()
                .callMethodWhere(asksTheMachine)
                .because("the same log must give the same answer, live and in replay")
                .allowEmptyShould(true);
    }

    private ArchRule answersAreTheSameEverywhere() {
        DescribedPredicate<JavaMethodCall> inexact = describe(
                "may round differently on another machine",
                call -> call.getTargetOwner().isEquivalentTo(Math.class)
                        && !EXACT_MATH.matcher(call.getTarget().getName()).matches()
                        && !call.getTarget().getName().equals("random"));
        return noClasses()
                .that()
                .resideInAnyPackage(rooms(DOMAIN))
                .should()
                .callMethodWhere(inexact)
                .because("hazards are compared to the bit: StrictMath gives the same bits everywhere")
                .allowEmptyShould(true);
    }

    private ArchRule printingIsCli() {
        return outside("cli")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("standard output belongs to the command that runs")
                .allowEmptyShould(true);
    }

    private ArchRule mainAloneExits() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .doNotHaveFullyQualifiedName(root + ".Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .allowEmptyShould(true);
    }

    private ArchRule staticFieldsAreFinal() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .and()
                .areStatic()
                .should()
                .beFinal()
                .allowEmptyShould(true);
    }

    private ArchRule constantsAreImmutable() {
        DescribedPredicate<JavaField> mutable = describe("of a type made to be changed", field -> {
            JavaClass type = field.getRawType();
            boolean holder = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
            return resideInAnyPackage("java.util.concurrent.atomic..", "java.util.concurrent.locks..")
                            .test(type)
                    || (holder && !type.isInterface())
                    || type.isAssignableTo(ThreadLocal.class)
                    || type.isAssignableTo(StringBuilder.class);
        });
        return noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .and()
                .areStatic()
                .should(be(mutable))
                .because("what two runs in one JVM share, they can spoil for each other")
                .allowEmptyShould(true);
    }
}
