package io.riskmonitor.testing.broken.topology;

import io.riskmonitor.testing.broken.cli.Command;
import io.riskmonitor.testing.broken.risk.Impure;
import org.hipparchus.special.Erf;

/** Prints, exits, knows the command line, and goes round in a circle with the domain. */
public final class Prints {
    public void print(int number) {
        System.out.println(number + Erf.erf(1));
        if (number < 0) {
            System.exit(new Command().code() + (int) new Impure().impure());
        }
    }
}
