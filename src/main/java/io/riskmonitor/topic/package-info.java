/** Topics as declared in the topic files: the only place that knows their names. */
@NullMarked
package io.riskmonitor.topic;

import org.jspecify.annotations.NullMarked;
