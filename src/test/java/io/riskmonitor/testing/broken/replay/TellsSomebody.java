package io.riskmonitor.testing.broken.replay;

import io.riskmonitor.testing.broken.notify.Teller;

/** A replay that tells somebody. */
public final class TellsSomebody {
    public Teller teller() {
        return new Teller();
    }
}
