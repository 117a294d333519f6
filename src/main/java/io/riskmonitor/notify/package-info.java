/** What leaves the monitor for people and other systems: who is told, in which words, over which channel, and the proof of it. */
@NullMarked
package io.riskmonitor.notify;

import org.jspecify.annotations.NullMarked;
