/** Tests of the embedded broker. */
@NullMarked
package io.riskmonitor.broker;

import org.jspecify.annotations.NullMarked;
