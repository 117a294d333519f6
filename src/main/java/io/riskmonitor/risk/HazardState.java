package io.riskmonitor.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The state of one subject: for each half-life h_k the sum {@code H_k = Σ a_i · c_k · 2^((t_i − epoch)/h_k)}, the same of
 * the events among them by nearness alone, and how many there are of both.
 *
 * <p>The whole periods of {@code (t_i − epoch)/h_k} are powers of two, so they shift the exact sum and never round: order
 * does not matter, and {@link #minus} undoes {@link #plus} to the last bit. Decay is applied only when the state is read,
 * so a state needs no writing while nothing happens.
 *
 * @param sums of the hazard, by half-life
 * @param eventSums of the forecast: lethal incidents and abductions, each by how near it was, by event half-life
 */
public record HazardState(List<ExactSum> sums, List<ExactSum> eventSums, long contributions, long events) {
    public HazardState {
        sums = List.copyOf(sums);
        eventSums = List.copyOf(eventSums);
    }

    public static HazardState empty(Decay decay) {
        return new HazardState(
                Collections.nCopies(decay.horizons(), ExactSum.ZERO),
                Collections.nCopies(decay.eventHalfLives().size(), ExactSum.ZERO),
                0,
                0);
    }

    /** Whether nothing is in it; sums are exact, so nothing is left of what was taken out. */
    public boolean isEmpty() {
        return contributions == 0;
    }

    public HazardState plus(HazardTerm term, Decay decay) {
        return combined(term, decay, 1);
    }

    public HazardState minus(HazardTerm term, Decay decay) {
        return combined(term, decay, -1);
    }

    private HazardState combined(HazardTerm c, Decay decay, int sign) {
        return new HazardState(
                combined(sums, decay.halfLives(), c.amplitude(), c, sign),
                c.eventful() ? combined(eventSums, decay.eventHalfLives(), c.nearness(), c, sign) : eventSums,
                contributions + sign,
                events + (c.eventful() ? sign : 0));
    }

    private static List<ExactSum> combined(
            List<ExactSum> sums, List<Duration> halfLives, double amplitude, HazardTerm c, int sign) {
        List<ExactSum> next = new ArrayList<>(sums.size());
        for (int k = 0; k < sums.size(); k++) {
            ExactSum term = term(amplitude, halfLives.get(k), c);
            next.add(sign > 0 ? sums.get(k).plus(term) : sums.get(k).minus(term));
        }
        return next;
    }

    /** The k-th decayed sum H_k at a moment no earlier than any contribution in it. */
    public double sumAt(int k, Instant at, Decay decay) {
        return at(sums.get(k), decay.halfLives().get(k), at);
    }

    /** The k-th decayed sum of events at such a moment. */
    double eventSumAt(int k, Instant at, Decay decay) {
        return at(eventSums.get(k), decay.eventHalfLives().get(k), at);
    }

    private static double at(ExactSum sum, Duration halfLife, Instant at) {
        long millis = halfLife.toMillis();
        int periods = Math.toIntExact(Math.floorDiv(at.toEpochMilli(), millis));
        double rest = (double) Math.floorMod(at.toEpochMilli(), millis) / millis;
        return sum.scaledToDouble(-periods) * StrictMath.pow(2, -rest);
    }

    private static ExactSum term(double amplitude, Duration halfLife, HazardTerm c) {
        long millis = halfLife.toMillis();
        long t = c.occurredTo().toEpochMilli();
        int periods = Math.toIntExact(Math.floorDiv(t, millis));
        double rest = (double) Math.floorMod(t, millis) / millis;
        return ExactSum.of(amplitude * Decay.spanFactor(halfLife, c.spanDays()) * StrictMath.pow(2, rest), periods);
    }
}
