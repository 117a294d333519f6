package io.riskmonitor.cli;

import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.Role;
import io.riskmonitor.access.TokenView;
import io.riskmonitor.runtime.AccessMaintenance;
import io.riskmonitor.runtime.TokenStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens and audit trail, whether a monitor has the data directory or this process opens the cluster itself. */
interface TokenAccess extends AutoCloseable {
    /** @return with the secret */
    TokenView createToken(String name, Role role, @Nullable Instant expiresAt);

    List<TokenView> tokens();

    void revokeToken(String name);

    /** The latest changes, oldest first. */
    List<AuditEntry> audit(int most);

    @Override
    void close();

    static TokenAccess open(MonitorOptions options) {
        return RemoteMonitor.on(options.dataDir)
                .<TokenAccess>map(remote -> remote)
                .orElseGet(() -> new Local(AccessMaintenance.open(options.config(), Clock.systemUTC())));
    }

    /** The cluster, opened for the time of a command. */
    record Local(AccessMaintenance cluster) implements TokenAccess {
        @Override
        public TokenView createToken(String name, Role role, @Nullable Instant expiresAt) {
            TokenStore.Created created =
                    cluster.tokens().create(name, role, expiresAt, Caller.LOCAL_USER, Change.Surface.COMMAND);
            return TokenView.created(created.token(), created.secret());
        }

        @Override
        public List<TokenView> tokens() {
            return cluster.tokens().current().all().stream().map(TokenView::of).toList();
        }

        @Override
        public void revokeToken(String name) {
            cluster.tokens().revoke(name, Caller.LOCAL_USER, Change.Surface.COMMAND);
        }

        @Override
        public List<AuditEntry> audit(int most) {
            return cluster.audit(most);
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
