package io.riskmonitor.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar on standard error while work of known length goes on; nothing where nobody watches. */
final class Progress {
    private Progress() {}

    /** Takes how far work has come, and a word on where that is. */
    interface Bar extends LongConsumer {
        void reached(long step, String where);

        @Override
        default void accept(long step) {
            reached(step, "");
        }
    }

    /** Work that tells how far it has come. */
    interface Work<T> {
        T run(Bar bar) throws IOException;
    }

    /** @param unit of what is counted, with a space before it */
    static <T> T over(String what, String unit, long all, Work<T> work) throws IOException {
        if (!Terminals.isInteractive()) {
            return work.run((step, where) -> {});
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(all)
                .setUnit(unit, 1)
                // Starting and writing take seconds, too, in which the clock at least goes on.
                .continuousUpdate()
                .setConsumer(new ConsoleProgressBarConsumer(new PrintStream(System.err, true)))
                .build()) {
            return work.run((step, where) -> bar.stepTo(step).setExtraMessage(where));
        }
    }
}
