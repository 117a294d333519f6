package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldEqualTheSumInUnboundedDecimalsWhenDoublesDifferByManyMagnitudes(long seed) {
        Random random = new Random(seed);
        ExactSum sum = ExactSum.ZERO;
        BigDecimal expected = BigDecimal.ZERO;
        for (int i = 0; i < 1_000; i++) {
            double value = random.nextGaussian() * StrictMath.pow(10, random.nextInt(40) - 20);
            sum = sum.plus(ExactSum.of(value, 0));
            expected = expected.add(new BigDecimal(value));
        }
        assertThat(exactly(sum)).isEqualByComparingTo(expected);
        assertThat(sum.scaledToDouble(0)).isCloseTo(expected.doubleValue(), ulps(expected.doubleValue(), 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldBeTheSameRecordWhenSummedInAnyOrder(long seed) {
        List<ExactSum> terms = terms(new Random(seed), 500);
        ExactSum inOrder = terms.stream().reduce(ExactSum.ZERO, ExactSum::plus);
        List<ExactSum> shuffled = new ArrayList<>(terms);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(shuffled.stream().reduce(ExactSum.ZERO, ExactSum::plus)).isEqualTo(inOrder);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldReturnToZeroWhenEverythingAddedIsTakenAwayInAnotherOrder(long seed) {
        List<ExactSum> terms = terms(new Random(seed), 500);
        ExactSum sum = terms.stream().reduce(ExactSum.ZERO, ExactSum::plus);
        List<ExactSum> shuffled = new ArrayList<>(terms);
        Collections.shuffle(shuffled, new Random(seed));
        for (ExactSum term : shuffled) {
            sum = sum.minus(term);
        }
        assertThat(sum).isEqualTo(ExactSum.ZERO);
    }

    @Test
    void shouldKeepTheSmallTermWhenALargeOneComesAndGoes() {
        ExactSum small = ExactSum.of(1e-300, 0);
        ExactSum large = ExactSum.of(1e300, 0);
        assertThat(small.plus(large).minus(large)).isEqualTo(small);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Double.MIN_NORMAL - Double.MIN_VALUE,
                1,
                -1,
                0.1,
                1.0 / 3,
                Double.MAX_VALUE,
                -Double.MAX_VALUE
            })
    void shouldHoldTheDoubleItselfWhenItIsExtreme(double value) {
        assertThat(exactly(ExactSum.of(value, 0))).isEqualByComparingTo(new BigDecimal(value));
        assertThat(ExactSum.of(value, 0).scaledToDouble(0)).isEqualTo(value);
    }

    @Test
    void shouldBeZeroWhenTheValueIsZeroOfEitherSign() {
        assertThat(ExactSum.of(0.0, 17)).isEqualTo(ExactSum.ZERO);
        assertThat(ExactSum.of(-0.0, -3)).isEqualTo(ExactSum.ZERO);
        assertThat(ExactSum.ZERO.scaledToDouble(5_000)).isZero();
    }

    @Test
    void shouldBeInLowestTermsWhenEqualNumbersAreWrittenDifferently() {
        assertThat(ExactSum.of(8, 0)).isEqualTo(ExactSum.of(1, 3));
        assertThat(ExactSum.of(3, -1)).isEqualTo(ExactSum.of(1.5, 0));
        assertThat(ExactSum.of(6, 0).unscaled()).isEqualTo(BigInteger.valueOf(3));
    }

    @Test
    void shouldShiftWithoutRoundingWhenScaledByAPowerOfTwo() {
        assertThat(ExactSum.of(0.1, 3_000).scaledToDouble(-3_000)).isEqualTo(0.1);
        assertThat(ExactSum.of(0.1, 0).scaledToDouble(-2_000)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseWhenTheValueIsNotFinite(double value) {
        assertThatThrownBy(() -> ExactSum.of(value, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<ExactSum> terms(Random random, int count) {
        List<ExactSum> terms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            terms.add(ExactSum.of(random.nextGaussian(), random.nextInt(3_000)));
        }
        return terms;
    }

    private static BigDecimal exactly(ExactSum sum) {
        BigDecimal unscaled = new BigDecimal(sum.unscaled());
        BigDecimal power = BigDecimal.valueOf(2).pow(Math.abs(sum.scale()));
        return sum.scale() >= 0 ? unscaled.multiply(power) : unscaled.divide(power);
    }

    private static Offset<Double> ulps(double value, int count) {
        return Offset.offset(count * Math.ulp(value));
    }
}
