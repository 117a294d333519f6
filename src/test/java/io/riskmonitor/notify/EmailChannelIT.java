package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.riskmonitor.testing.TestCertificate;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Mail against two SMTP servers: GreenMail, and SubEthaSMTP for STARTTLS, which GreenMail does not speak. */
class EmailChannelIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2015-11-20T09:00:00Z"), ZoneOffset.UTC);
    private static final String LOCALHOST = "localhost";

    @TempDir
    private Path directory;

    private GreenMail greenMail;

    @BeforeEach
    void prepare() {
        greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    @Test
    void shouldDeliverTextAndHtmlWhenTheServerTakesThem() throws MessagingException, IOException {
        greenMail.start();
        try {
            greenMail.setUser("monitor", "s3cret");
            int port = greenMail.getSmtp().getPort();
            Channel channel = channel(port, MailServer.Security.NONE, "monitor", "s3cret", null);
            assertThat(channel.send(Messages.chinese(), "王经理 <wang@example.org>"))
                    .isInstanceOf(Attempt.Taken.class);

            MimeMessage mail = greenMail.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("【风险预警】巴马科：中资企业人员遇袭");
            assertThat(mail.getMessageID()).isEqualTo("<" + Messages.KEY + "@example.org>");
            assertThat(mail.getHeader("References")).containsExactly("<thread.alert-1@example.org>");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getHeader("Importance")).containsExactly("high");
            assertThat(mail.getContentLanguage()).containsExactly("zh-CN");
            assertThat(mail.getSentDate()).isEqualTo(CLOCK.instant());
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            assertThat(part(parts, 0)).isEqualTo("text/plain; charset=UTF-8 三名中资企业高管遇害。\r\n来源：联合国安理会");
            assertThat(part(parts, 1)).startsWith("text/html; charset=UTF-8 <p>三名");
        } finally {
            greenMail.stop();
        }
    }

    @Test
    void shouldEncryptWhenTheServerOffersStartTls() throws Exception {
        TestCertificate certificate = TestCertificate.create(directory, LOCALHOST);
        List<MimeMessage> received = new ArrayList<>();
        SMTPServer server = SMTPServer.port(0)
                .requireTLS()
                .startTlsSocketFactory(certificate.serverContext())
                .messageHandler((context, from, to, data) -> received.add(parsed(data)))
                .build();
        server.start();
        try {
            Channel trusting =
                    channel(server.getPortAllocated(), MailServer.Security.STARTTLS, null, null, certificate.pem());
            assertThat(trusting.send(Messages.chinese(), "wang@example.org")).isInstanceOf(Attempt.Taken.class);
            assertThat(received.get(0).getSubject()).startsWith("【风险预警】");

            Channel wary = channel(server.getPortAllocated(), MailServer.Security.STARTTLS, null, null, null);
            assertThat(wary.send(Messages.chinese(), "wang@example.org")).isInstanceOf(Attempt.Failed.class);
            assertThat(received).as("a certificate that nobody vouches for").hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void shouldSendNothingInTheClearWhenTheServerOffersNoStartTls() {
        greenMail.start();
        try {
            Channel channel = channel(greenMail.getSmtp().getPort(), MailServer.Security.STARTTLS, null, null, null);
            assertThat(channel.send(Messages.chinese(), "wang@example.org").detail())
                    .contains("STARTTLS");
            assertThat(greenMail.getReceivedMessages()).isEmpty();
        } finally {
            greenMail.stop();
        }
    }

    @Test
    void shouldGiveUpWhenTheReplyIs5yzAndTryAgainWhenItIs4yz() {
        SMTPServer server = SMTPServer.port(0)
                .messageHandler((context, from, to, data) -> {
                    throw to.startsWith("busy")
                            ? new RejectException(451, "try later")
                            : new RejectException(554, "no such mailbox");
                })
                .build();
        server.start();
        try {
            Channel channel = channel(server.getPortAllocated(), MailServer.Security.NONE, null, null, null);
            assertThat(channel.send(Messages.chinese(), "busy@example.org"))
                    .isInstanceOfSatisfying(
                            Attempt.Failed.class,
                            failed -> assertThat(failed.detail()).contains("451"));
            assertThat(channel.send(Messages.chinese(), "gone@example.org"))
                    .isInstanceOfSatisfying(
                            Attempt.Refused.class,
                            refused -> assertThat(refused.detail()).contains("554"));
            assertThat(channel.send(Messages.chinese(), "not an address")).isInstanceOf(Attempt.Refused.class);
        } finally {
            server.stop();
        }
    }

    @Test
    void shouldGiveUpWhenThePasswordIsWrong() {
        greenMail.start();
        try {
            greenMail.setUser("monitor", "s3cret");
            Channel channel =
                    channel(greenMail.getSmtp().getPort(), MailServer.Security.NONE, "monitor", "wr0ng", null);
            assertThat(channel.send(Messages.chinese(), "wang@example.org"))
                    .isInstanceOfSatisfying(
                            Attempt.Refused.class,
                            refused -> assertThat(refused.detail()).doesNotContain("wr0ng"));
        } finally {
            greenMail.stop();
        }
    }

    @Test
    void shouldTryAgainWhenTheServerIsDown() {
        greenMail.start();
        int port = greenMail.getSmtp().getPort();
        greenMail.stop();
        assertThat(channel(port, MailServer.Security.NONE, null, null, null)
                        .send(Messages.chinese(), "wang@example.org"))
                .isInstanceOf(Attempt.Failed.class);
    }

    private static Channel channel(
            int port,
            MailServer.Security security,
            @Nullable String user,
            @Nullable String password,
            @Nullable Path trust) {
        return new EmailChannel(
                "mail", new MailServer(LOCALHOST, port, security, "monitor@example.org", user, password, trust), CLOCK);
    }

    private static String part(MimeMultipart parts, int index) throws MessagingException, IOException {
        BodyPart part = parts.getBodyPart(index);
        return part.getContentType() + " " + part.getContent();
    }

    private static MimeMessage parsed(byte[] data) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
