/** Tests of topics and their maintenance. */
@NullMarked
package io.riskmonitor.topic;

import org.jspecify.annotations.NullMarked;
