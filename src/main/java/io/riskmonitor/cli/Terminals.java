package io.riskmonitor.cli;

import java.io.Console;
import java.lang.reflect.Method;

/** Whether a person is looking. */
final class Terminals {
    private Terminals() {}

    /** Since JDK 22 there is a console even where output goes into a file; it then says itself that it is no terminal. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(isTerminal.invoke(console));
        } catch (NoSuchMethodException e) {
            return true; // before JDK 22 a console is a terminal
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
