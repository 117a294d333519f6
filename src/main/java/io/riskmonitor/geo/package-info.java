/** Points, local planes, oriented rectangles and named regions; distances in kilometres. */
@NullMarked
package io.riskmonitor.geo;

import org.jspecify.annotations.NullMarked;
