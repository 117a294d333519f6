package io.riskmonitor.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Splits a whole into shares of four places that sum to it: the largest remainders are rounded up, the others down. */
final class Shares {
    private static final int UNITS = 10_000;

    private Shares() {}

    /** Shares in ten-thousandths; all 0 if the amounts are. */
    static List<Integer> tenThousandths(List<Double> amounts) {
        double sum = amounts.stream().mapToDouble(Double::doubleValue).sum();
        List<Integer> units = new ArrayList<>();
        List<Double> rest = new ArrayList<>();
        int given = 0;
        for (double amount : amounts) {
            double exact = sum > 0 ? amount / sum * UNITS : 0;
            int whole = (int) Math.floor(exact);
            units.add(whole);
            rest.add(exact - whole);
            given += whole;
        }
        int left = sum > 0 ? UNITS - given : 0;
        List<Integer> order = IntStream.range(0, amounts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> rest.get(i)).reversed())
                .toList();
        for (int i = 0; i < left; i++) {
            int at = order.get(i % order.size());
            units.set(at, units.get(at) + 1);
        }
        return units;
    }

    static double fraction(int tenThousandths) {
        return (double) tenThousandths / UNITS;
    }
}
