/** What is done to a monitor on purpose, and that nothing comes of it: kills, full disks, clocks, bytes that are no records. */
@NullMarked
package io.riskmonitor.faults;

import org.jspecify.annotations.NullMarked;
