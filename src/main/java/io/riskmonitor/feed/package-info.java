/** One adapter per source: bytes in, revisions or a reason for refusal out. */
@NullMarked
package io.riskmonitor.feed;

import org.jspecify.annotations.NullMarked;
