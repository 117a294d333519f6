/** One immutable record per concern, read from flags and files. */
@NullMarked
package io.riskmonitor.config;

import org.jspecify.annotations.NullMarked;
