package io.riskmonitor.cli;

import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.replay.Replays;
import io.riskmonitor.replay.RunOrder;
import io.riskmonitor.replay.RunState;
import io.riskmonitor.replay.RunView;
import io.riskmonitor.runtime.ReplayEngine;
import io.riskmonitor.serde.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be done with the runs of a data directory, whichever process drives them. */
final class ReplayVerbs {
    private static final List<String> HEADING =
            List.of("ID", "FROM", "TO", "TICK", "KNOWLEDGE", "STATE", "AT", "OUTPUTS");

    private ReplayVerbs() {}

    /** Where runs are, and how they are told of. */
    static final class Place {
        @Spec(Spec.Target.MIXEE)
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--data-dir", paramLabel = "DIR", description = "As of run. Default: ${DEFAULT-VALUE}")
        private Path dataDir = Path.of("data");

        @Option(names = "--json", description = "JSON, as /api/v1/replays answers")
        private boolean json;

        private Replays replays() {
            return new Replays(
                    dataDir,
                    () -> {
                        throw new IllegalStateException("this needs no broker");
                    },
                    System::nanoTime);
        }

        private void print(RunView run) {
            if (json) {
                line(JsonText.of(run));
            } else {
                table(List.of(run));
            }
        }

        private void table(List<RunView> runs) {
            Output.table(HEADING, runs.stream().map(ReplayVerbs::row).toList()).forEach(this::line);
            runs.forEach(run -> {
                if (run.reason() != null) {
                    line(run.id() + ": " + run.reason());
                }
            });
        }

        private void line(String text) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(text);
            out.flush();
        }
    }

    private static List<String> row(RunView run) {
        return List.of(
                run.id(),
                run.from().toString(),
                run.to().toString(),
                run.tick(),
                run.asKnown() ? "as known" : "latest",
                run.state().name(),
                run.at() == null ? "-" : run.at().toString(),
                run.out());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "All runs, also those that are over.")
    static final class All implements Callable<Integer> {
        @Mixin
        private Place place = new Place();

        @Override
        public Integer call() {
            List<RunView> runs = place.replays().list();
            if (place.json) {
                place.line(JsonText.of(Map.of("runs", runs)));
            } else {
                place.table(runs);
            }
            return 0;
        }
    }

    /** A command on one run. */
    private abstract static class OfOneRun implements Callable<Integer> {
        @Mixin
        final Place place = new Place();

        @Parameters(index = "0", paramLabel = "ID")
        String id = "";

        /** Gives an order, and waits until the run stands where it is to stand. */
        final int order(RunOrder order) throws IOException {
            Replays replays = place.replays();
            RunView run = replays.order(id, order);
            if (order.action() != RunOrder.Action.RESUME) {
                Instant from = run.from();
                run = Progress.over("replay " + id, " days", days(from, run.to()), bar -> arrived(replays, id, bar));
            }
            place.print(run);
            return 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One run: how it stands, and how far it has come.")
    static final class Show extends OfOneRun {
        @Override
        public Integer call() {
            place.print(place.replays().find(id));
            return 0;
        }
    }

    private static RunView arrived(Replays replays, String id, Progress.Bar bar) {
        RunView run = replays.find(id);
        while (run.state() == RunState.RUNNING) {
            Instant at = run.at();
            if (at != null) {
                bar.reached(Math.max(0, days(run.from(), at)), at.toString().substring(0, 10));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return run;
            }
            run = replays.find(id);
        }
        return run;
    }

    private static long days(Instant from, Instant to) {
        return Duration.between(from, to).toDays();
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = "Has a run stand still where it is.")
    static final class Pause extends OfOneRun {
        @Override
        public Integer call() throws IOException {
            return order(RunOrder.of(RunOrder.Action.PAUSE));
        }
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Has a paused run go on.")
    static final class Resume extends OfOneRun {
        @Override
        public Integer call() throws IOException {
            return order(RunOrder.of(RunOrder.Action.RESUME));
        }
    }

    @Command(
            name = "step",
            mixinStandardHelpOptions = true,
            description = "Has a run go on by some ticks, then stand still.")
    static final class Step extends OfOneRun {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--ticks", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}")
        private int ticks = 1;

        @Override
        public Integer call() throws IOException {
            try {
                return order(RunOrder.step(ticks));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }
    }

    @Command(
            name = "seek",
            mixinStandardHelpOptions = true,
            description = "Has a run go to a moment as fast as it goes, then stand still. To go back it begins anew.")
    static final class Seek extends OfOneRun {
        @Parameters(
                index = "1",
                paramLabel = "T",
                converter = Moment.class,
                description = "A date, which means its end in UTC, or an ISO moment")
        private Instant at = Instant.EPOCH;

        @Override
        public Integer call() throws IOException {
            return order(RunOrder.seek(at));
        }
    }

    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Has the process let go of a run. What it was begun with takes it up again.")
    static final class Stop extends OfOneRun {
        @Override
        public Integer call() throws IOException {
            return order(RunOrder.of(RunOrder.Action.STOP));
        }
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Removes a run with its topics and state. A folder that --out named stays.")
    static final class Delete implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private MonitorOptions options = new MonitorOptions();

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        public Integer call() {
            MonitorConfig config = options.config();
            new Replays(config.dataDir(), () -> ReplayEngine.open(config), System::nanoTime).delete(id);
            spec.commandLine().getErr().println("run " + id + " is removed");
            spec.commandLine().getErr().flush();
            return 0;
        }
    }
}
