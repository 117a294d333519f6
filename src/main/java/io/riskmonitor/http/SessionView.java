package io.riskmonitor.http;

import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Permission;
import io.riskmonitor.access.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom the server takes a caller for.
 *
 * @param name a token's, or {@value Caller#LOCAL_USER}
 * @param role the token's; null if none was shown
 */
record SessionView(String name, @Nullable Role role, Set<Permission> permissions) {}
