package io.riskmonitor.cli;

import java.io.PrintStream;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar on standard error while work of known length goes on; nothing where nobody watches. */
final class Progress {
    private Progress() {}

    /** Work that tells how far it has come. */
    interface Work<T> {
        T run(LongConsumer reached);
    }

    static <T> T over(String what, long all, Work<T> work) {
        if (!Terminals.isInteractive()) {
            return work.run(reached -> {});
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(all)
                .setConsumer(new ConsoleProgressBarConsumer(new PrintStream(System.err, true)))
                .build()) {
            return work.run(bar::stepTo);
        }
    }
}
