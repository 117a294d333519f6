package io.riskmonitor.notify;

import java.net.URI;
import java.time.Clock;

/** A channel as the subscriptions file describes it, checked and with its secrets in hand. */
public sealed interface ChannelSpec {
    String name();

    /** Whether those who use the channel must say whom it shall reach in it. */
    default boolean isAddressed() {
        return false;
    }

    /** The channel itself; nothing is connected before the first message. */
    Channel open(Clock clock);

    /** @param server where mail is handed in */
    record Email(String name, MailServer server) implements ChannelSpec {
        @Override
        public boolean isAddressed() {
            return true;
        }

        @Override
        public Channel open(Clock clock) {
            return new EmailChannel(name, server, clock);
        }
    }

    /** @param secret that bodies are signed with */
    record Webhook(String name, URI url, Secret secret) implements ChannelSpec {
        @Override
        public Channel open(Clock clock) {
            return new WebhookChannel(name, url, secret.value(), new HttpPost(), clock);
        }
    }

    /** @param secret that bodies are signed with */
    record Sms(String name, URI url, Secret secret) implements ChannelSpec {
        @Override
        public boolean isAddressed() {
            return true;
        }

        @Override
        public Channel open(Clock clock) {
            return new SmsChannel(name, url, secret.value(), new HttpPost(), clock);
        }
    }

    /** @param url where Alertmanager is served */
    record Alertmanager(String name, URI url) implements ChannelSpec {
        @Override
        public Channel open(Clock clock) {
            return new AlertmanagerChannel(name, url, new HttpPost());
        }
    }

    /** @param url with the robot's key, its only secret */
    record WeCom(String name, Secret url) implements ChannelSpec {
        @Override
        public Channel open(Clock clock) {
            return new WeComChannel(name, URI.create(url.value()), new HttpPost());
        }
    }

    /** @param url with the robot's access token */
    record DingTalk(String name, Secret url, Secret secret) implements ChannelSpec {
        @Override
        public Channel open(Clock clock) {
            return new DingTalkChannel(name, URI.create(url.value()), secret.value(), new HttpPost(), clock);
        }
    }

    /** @param url with the robot's id */
    record Feishu(String name, Secret url, Secret secret) implements ChannelSpec {
        @Override
        public Channel open(Clock clock) {
            return new FeishuChannel(name, URI.create(url.value()), secret.value(), new HttpPost(), clock);
        }
    }
}
