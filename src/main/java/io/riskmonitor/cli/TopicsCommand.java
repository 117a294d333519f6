package io.riskmonitor.cli;

import io.riskmonitor.runtime.TopicMaintenance;
import io.riskmonitor.topic.TopicPlan;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Compares the cluster's topics with the declared ones.")
final class TopicsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "plan or apply?");
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = "Shows what apply would do. Changes nothing.")
    int plan(@Mixin MonitorOptions options) {
        return maintain(options, false);
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Creates and configures topics; does nothing at all if any change would lose data.")
    int apply(@Mixin MonitorOptions options) {
        return maintain(options, true);
    }

    private int maintain(MonitorOptions options, boolean apply) {
        PrintWriter out = spec.commandLine().getOut();
        try (TopicMaintenance topics = TopicMaintenance.open(options.config())) {
            TopicPlan plan = topics.plan();
            plan.steps().forEach(step -> out.println(step.text()));
            if (!plan.refusals().isEmpty()) {
                spec.commandLine().getErr().println("nothing was changed: what is declared would lose data");
                return 1;
            }
            if (apply) {
                topics.apply(plan);
                out.println(plan.changesNothing() ? "nothing to do" : "done");
            }
            return 0;
        } finally {
            out.flush();
            spec.commandLine().getErr().flush();
        }
    }
}
