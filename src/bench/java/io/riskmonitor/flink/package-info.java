/** The monitor's join and its decayed sums once more, as a job of Apache Flink, to be measured beside it. */
@NullMarked
package io.riskmonitor.flink;

import org.jspecify.annotations.NullMarked;
