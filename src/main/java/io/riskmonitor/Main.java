package io.riskmonitor;

import io.riskmonitor.cli.RootCommand;

/** Starts the command line; the only place that ends the JVM. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(RootCommand.execute(args));
    }
}
