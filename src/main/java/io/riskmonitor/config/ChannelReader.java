package io.riskmonitor.config;

import io.riskmonitor.notify.ChannelSpec;
import io.riskmonitor.notify.MailServer;
import io.riskmonitor.notify.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads one channel of the subscriptions file. Secrets stand elsewhere; the file only says where. */
final class ChannelReader {
    private static final String ENV = "env:";
    private static final String FILE = "file:";

    private final Path file;
    private final SubscriptionsFile.Surroundings surroundings;

    private enum Type {
        EMAIL,
        WEBHOOK,
        SMS,
        ALERTMANAGER,
        WECOM,
        DINGTALK,
        FEISHU
    }

    /** @param file whose directory relative paths start from */
    ChannelReader(Path file, SubscriptionsFile.Surroundings surroundings) {
        this.file = file;
        this.surroundings = surroundings;
    }

    /** The channel; null if there is a mistake in it, which has been reported. */
    @Nullable
    ChannelSpec read(Fields fields) {
        String name = fields.text("name");
        if (name != null && !name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            fields.problem("name", "'" + name + "' is not lower-case words joined by hyphens");
            name = null;
        }
        Type type = fields.oneOf(Type.class, "type");
        if (type == null) {
            return null;
        }
        ChannelSpec channel = channel(fields, type, name == null ? "unnamed" : name);
        fields.rejectOthers();
        return name == null ? null : channel;
    }

    private @Nullable ChannelSpec channel(Fields fields, Type type, String name) {
        if (type == Type.EMAIL) {
            MailServer server = mailServer(fields);
            return server == null ? null : new ChannelSpec.Email(name, server);
        }
        if (type == Type.ALERTMANAGER) {
            URI url = url(fields, fields.text("url"));
            return url == null ? null : new ChannelSpec.Alertmanager(name, url);
        }
        if (type == Type.WEBHOOK || type == Type.SMS) {
            URI url = url(fields, fields.text("url"));
            Secret secret = secret(fields, "secret");
            if (url == null || secret == null) {
                return null;
            }
            return type == Type.WEBHOOK
                    ? new ChannelSpec.Webhook(name, url, secret)
                    : new ChannelSpec.Sms(name, url, secret);
        }
        // The address of a robot holds its key, and is a secret as a whole.
        Secret url = secret(fields, "url");
        boolean isUrl = url != null && url(fields, url.value()) != null;
        if (type == Type.WECOM) {
            return url != null && isUrl ? new ChannelSpec.WeCom(name, url) : null;
        }
        Secret secret = secret(fields, "secret");
        if (url == null || !isUrl || secret == null) {
            return null;
        }
        return type == Type.DINGTALK
                ? new ChannelSpec.DingTalk(name, url, secret)
                : new ChannelSpec.Feishu(name, url, secret);
    }

    private @Nullable MailServer mailServer(Fields fields) {
        String host = fields.text("host");
        Double port = fields.number("port", 1, 65_535);
        MailServer.Security security = fields.has("security")
                ? fields.oneOf(MailServer.Security.class, "security")
                : MailServer.Security.STARTTLS;
        String from = fields.text("from");
        if (from != null && !isMailbox(from)) {
            fields.problem("from", "'" + from + "' is not a mail address");
            from = null;
        }
        String user = fields.optionalText("user");
        Secret password = fields.has("password") ? secret(fields, "password") : null;
        if ((user != null) != fields.has("password")) {
            fields.problem("user", "and password go together");
            return null;
        }
        String trust = fields.optionalText("trust");
        Path pem = trust == null ? null : file.resolveSibling(trust);
        if (pem != null && !Files.isReadable(pem)) {
            fields.problem("trust", pem + " cannot be read");
        }
        if (host == null || port == null || security == null || from == null || (user != null && password == null)) {
            return null;
        }
        String fault = surroundings.probe().fault(host, port.intValue());
        if (fault != null) {
            fields.problem("host", host + ":" + port.intValue() + " cannot be reached: " + fault);
        }
        return new MailServer(
                host, port.intValue(), security, from, user, password == null ? null : password.value(), pem);
    }

    private @Nullable Secret secret(Fields fields, String key) {
        String reference = fields.text(key);
        if (reference == null) {
            return null;
        }
        if (reference.startsWith(ENV)) {
            String value = surroundings.environment().apply(reference.substring(ENV.length()));
            if (value == null || value.isBlank()) {
                fields.problem(key, "the environment has no " + reference.substring(ENV.length()));
                return null;
            }
            return new Secret(value.strip());
        }
        if (reference.startsWith(FILE)) {
            return fromFile(fields, key, file.resolveSibling(reference.substring(FILE.length())));
        }
        // The text itself is not repeated: it may be the secret.
        fields.problem(key, "is not env:NAME or file:PATH; secrets do not stand in this file");
        return null;
    }

    private static @Nullable Secret fromFile(Fields fields, String key, Path path) {
        try {
            String value = Files.readString(path).strip();
            if (!value.isEmpty()) {
                return new Secret(value);
            }
            fields.problem(key, path + " is empty");
        } catch (IOException e) {
            fields.problem(key, path + " cannot be read: " + e.getClass().getSimpleName());
        }
        return null;
    }

    private static @Nullable URI url(Fields fields, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
            fields.problem("url", "is not an address that begins with http:// or https:// and a host");
        } catch (URISyntaxException e) {
            fields.problem("url", "is malformed at character " + (e.getIndex() + 1) + ": " + e.getReason());
        }
        return null;
    }

    static boolean isMailbox(String text) {
        return text.matches("([^<>@]*<)?[^\\s<>@]+@[^\\s<>@]+\\.[^\\s<>@]+>?");
    }
}
