package io.riskmonitor.cli;

import io.riskmonitor.access.Role;
import io.riskmonitor.access.TokenView;
import io.riskmonitor.serde.JsonText;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        description = {
            "Creates, lists and revokes the tokens of the HTTP API.",
            "As soon as there has been one, every request needs one. All instances on a cluster share them; changes hold at"
                    + " once."
        })
final class TokensCommand implements Runnable {
    private static final List<String> HEADING = List.of("name", "role", "created", "by", "expires", "revoked", "by");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "create, list or revoke?");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Prints a new token. It is shown this once: what is kept is its SHA-256.")
    int create(
            @Mixin MonitorOptions options,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "Who it is for; recorded with every change. Given once, never again")
                    String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description =
                                    "viewer reads; desk enters and retracts incidents, too; officer acts on alerts;"
                                            + " analyst runs replays; admin does all, and changes registry and tokens")
                    Role role,
            @Option(
                            names = "--expires",
                            paramLabel = "90d|12h",
                            converter = Lifetime.class,
                            description = "How long it is accepted. Default: until it is revoked")
                    @Nullable
                    Duration expires,
            @Option(names = "--json", description = "One JSON object") boolean json) {
        try (TokenAccess access = TokenAccess.open(options)) {
            TokenView made = access.createToken(
                    name, role, expires == null ? null : Instant.now().plus(expires));
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? JsonText.of(made) : made.token());
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            err.println("token " + name + ", " + role.name().toLowerCase(Locale.ROOT) + ", "
                    + (made.expiresAt() == null ? "until it is revoked" : "until " + made.expiresAt())
                    + "; it is not shown again");
            err.flush();
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "All tokens there are and were.")
    int list(@Mixin MonitorOptions options, @Option(names = "--json", description = "One JSON array") boolean json) {
        try (TokenAccess access = TokenAccess.open(options)) {
            PrintWriter out = spec.commandLine().getOut();
            List<TokenView> tokens = access.tokens();
            if (json) {
                out.println(JsonText.of(tokens));
            } else {
                Output.table(HEADING, tokens.stream().map(TokensCommand::row).toList())
                        .forEach(out::println);
            }
            out.flush();
            return 0;
        }
    }

    private static List<String> row(TokenView token) {
        return List.of(
                token.name(),
                token.role().name().toLowerCase(Locale.ROOT),
                token.createdAt().toString(),
                token.createdBy(),
                token.expiresAt() == null ? "-" : token.expiresAt().toString(),
                token.revokedAt() == null ? "-" : token.revokedAt().toString(),
                token.revokedBy() == null ? "-" : token.revokedBy());
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Ends a token at once, with its sessions and streams.")
    int revoke(@Mixin MonitorOptions options, @Parameters(paramLabel = "NAME") String name) {
        try (TokenAccess access = TokenAccess.open(options)) {
            access.revokeToken(name);
            spec.commandLine().getErr().println("token " + name + " is revoked");
            spec.commandLine().getErr().flush();
            return 0;
        }
    }
}
