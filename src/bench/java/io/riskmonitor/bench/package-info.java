/** What is measured by JMH, and the work that all benchmarks are given. */
@NullMarked
package io.riskmonitor.bench;

import org.jspecify.annotations.NullMarked;
