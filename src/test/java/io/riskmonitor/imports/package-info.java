@NullMarked
package io.riskmonitor.imports;

import org.jspecify.annotations.NullMarked;
