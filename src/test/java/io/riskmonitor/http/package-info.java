/** Tests of the HTTP surface. */
@NullMarked
package io.riskmonitor.http;

import org.jspecify.annotations.NullMarked;
