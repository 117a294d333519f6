/** Tests of the adapters, against made-up rows and the real files. */
@NullMarked
package io.riskmonitor.feed;

import org.jspecify.annotations.NullMarked;
