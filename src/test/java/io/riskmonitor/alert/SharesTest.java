package io.riskmonitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharesTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldSumToTheWholeAndBeWithinOneUnitWhenAmountsAreAny(long seed) {
        Random random = new Random(seed);
        List<Double> amounts = DoubleStream.generate(random::nextDouble)
                .limit(1 + random.nextInt(30))
                .boxed()
                .toList();
        double sum = amounts.stream().mapToDouble(Double::doubleValue).sum();
        List<Integer> shares = Shares.tenThousandths(amounts);
        assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10_000);
        for (int i = 0; i < shares.size(); i++) {
            assertThat(Math.abs(shares.get(i) - amounts.get(i) / sum * 10_000)).isLessThan(1);
        }
    }

    @Test
    void shouldRoundTheLargestRemainderUpWhenAThirdEachIsNotExact() {
        assertThat(Shares.tenThousandths(List.of(1.0, 1.0, 1.0))).containsExactly(3334, 3333, 3333);
    }

    @Test
    void shouldShareNothingWhenThereIsNothing() {
        assertThat(Shares.tenThousandths(List.of(0.0, 0.0))).containsExactly(0, 0);
    }
}
