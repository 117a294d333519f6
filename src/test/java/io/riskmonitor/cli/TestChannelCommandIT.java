package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.riskmonitor.testing.RecordingServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alerts test-channel} against real servers of the channels' protocols. */
class TestChannelCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final RecordingServer hook = RecordingServer.start();
    private final RecordingServer alertmanager = RecordingServer.start();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @BeforeEach
    void start() throws IOException {
        mail.start();
        Files.writeString(dir.resolve("secret"), "s3cret");
        Files.writeString(dir.resolve("subscriptions.yaml"), """
                version: 1
                channels:
                  - {name: mail, type: EMAIL, host: 127.0.0.1, port: %d, security: NONE, from: monitor@example.org}
                  - {name: dead, type: EMAIL, host: 127.0.0.1, port: %d, security: NONE, from: monitor@example.org}
                  - {name: hook, type: WEBHOOK, url: "%s", secret: "file:secret"}
                  - {name: am, type: ALERTMANAGER, url: "%s"}
                subscriptions:
                  - {id: wang, role: risk-officer, language: zh, channels: [{channel: mail, to: wang@example.org}]}
                """.formatted(
                        mail.getSmtp().getPort(), closedPort(), hook.uri("/in"), alertmanager.uri("")));
    }

    @AfterEach
    void stop() {
        mail.stop();
        hook.close();
        alertmanager.close();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private int test(String... args) {
        List<String> all = new ArrayList<>(List.of(
                "alerts",
                "test-channel",
                "--subscriptions",
                dir.resolve("subscriptions.yaml").toString()));
        all.addAll(List.of(args));
        return RootCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void shouldSendAMarkedMessageThroughAWebhook() {
        assertThat(test("hook")).as(err.toString()).isZero();

        assertThat(out.toString()).startsWith("channel hook has taken the test: ");
        assertThat(hook.requests()).singleElement().satisfies(request -> {
            assertThat(request.body()).contains("\"type\":\"test\"", "Test of channel hook", "Nothing has happened");
            assertThat(request.header("X-Risk-Signature")).startsWith("sha256=");
        });
    }

    @Test
    void shouldSendMailToWhomItIsGivenOnly() throws Exception {
        assertThat(test("mail", "--to", "me@example.org", "--language", "fr"))
                .as(err.toString())
                .isZero();

        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(mail.getReceivedMessages()[0].getAllRecipients()[0]).hasToString("me@example.org");
        assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("Essai du canal mail");
    }

    /** It keeps a list of alerts and no messages, so it is given one that is over within a minute. */
    @Test
    void shouldShowAlertmanagerATestThatEndsByItself() {
        assertThat(test("am")).as(err.toString()).isZero();

        assertThat(alertmanager.requests()).singleElement().satisfies(request -> {
            assertThat(request.uri()).hasPath("/api/v2/alerts");
            assertThat(request.body())
                    .contains("\"alertname\":\"TEST\"", "endsAt")
                    .doesNotContain("9999");
        });
    }

    @Test
    void shouldFailAndSayWhyWhenTheOtherSideDoesNotAnswerOrRefuses() {
        assertThat(test("dead", "--to", "me@example.org")).isEqualTo(1);
        assertThat(err.toString())
                .contains("channel dead does not take the test now: ")
                .contains("127.0.0.1");

        hook.usually(404, "no such desk");
        assertThat(test("hook")).isEqualTo(1);
        assertThat(err.toString()).contains("channel hook refuses such messages for good: HTTP 404: no such desk");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWhenUsedWrongly() throws IOException {
        assertThat(test("hok")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no channel hok in ", "there are mail, dead, hook, am");
        assertThat(test("mail")).isEqualTo(2);
        assertThat(err.toString()).contains("channel mail needs --to ADDRESS");
        assertThat(test("hook", "--to", "me@example.org")).isEqualTo(2);
        assertThat(err.toString()).contains("channel hook has one receiver: leave --to out");

        Path file = dir.resolve("subscriptions.yaml");
        Files.writeString(file, Files.readString(file).replace("type: WEBHOOK", "type: PIGEON"));
        assertThat(test("hook")).isEqualTo(1);
        assertThat(err.toString()).contains("subscriptions.yaml:5", "PIGEON");
        assertThat(hook.requests()).isEmpty();
    }
}
