package io.riskmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.notify.Subscriptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of the documentation is read; each mistake in it is told with its line and without the secret. */
class SubscriptionsFileTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SMTP_PASSWORD", "s3cret", "WECOM_URL", "https://robots.example.org/send?key=k3y");

    @TempDir
    private Path directory;

    private String example = "";

    @BeforeEach
    void prepare() throws IOException {
        String document = Files.readString(Path.of("src/docs/SUBSCRIPTIONS.md"));
        example = document.substring(document.indexOf("```yaml\n") + 8, document.lastIndexOf("```"));
        Files.writeString(directory.resolve("hook.secret"), "h00k\n");
    }

    @Test
    void shouldReadTheDocumentedExample() {
        Subscriptions read = read(example, null);
        assertThat(read.channels()).extracting(channel -> channel.name()).containsExactly("mail", "hook", "wecom");
        assertThat(read.subscriptions().get(0).routes()).hasSize(2);
        assertThat(read.operators()).hasSize(1);
        assertThat(read.vacant(AlertRulesFile.builtIn().roles())).containsExactly("risk-officer", "crisis-cell");
        assertThat(read.toString()).doesNotContain("s3cret", "k3y", "h00k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "projects: [n-sukala]|projects: [n-sukkala]|'n-sukkala' (line 18) is unknown; known are n-sukala",
                "regions: [segou]|regions: [segu]|'segu' (line 19) is unknown; known are segou",
                "https://desk.example.org/in|https//desk|is not an address that begins with http",
                "https://desk.example.org/in|https://desk example|is malformed at character 9",
                "env:SMTP_PASSWORD|hunter2|secrets do not stand in this file",
                "env:SMTP_PASSWORD|env:NOWHERE|the environment has no NOWHERE",
                "file:hook.secret|file:gone.secret|gone.secret cannot be read",
                "language: zh|language: de|'DE' is none of EN, FR, ZH",
                "timeZone: Asia/Shanghai|timeZone: Shanghai|is not a time zone",
                "reserve: 4|reserve: 40|40 is more than perWeek 12",
                "{channel: wecom}|{channel: wechat}|no channel 'wechat'",
                "to: wang@example.org|to: wang|'wang' is not a mail address",
                "minimumLevel: MODERATE|minimumlevel: MODERATE|is not a key here"
            })
    void shouldRefuseWithLineAndReason(String right, String wrong, String reason) {
        assertThat(example).contains(right);
        assertThatThrownBy(() -> read(example.replace(right, wrong), null))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(reason)
                .hasMessageMatching("(?s).*subscriptions\\.yaml:\\d+: .*")
                .message()
                .doesNotContain("hunter2", "s3cret", "k3y");
    }

    @Test
    void shouldRefuseWhenTheMailServerCannotBeReached() {
        assertThatThrownBy(() -> read(example, "Connection refused"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(
                        "subscriptions.yaml:5: channels[1].host: smtp.example.org:587 cannot be reached: Connection refused");
    }

    private Subscriptions read(String text, @Nullable String fault) {
        return SubscriptionsFile.parse(
                directory.resolve("subscriptions.yaml"),
                text,
                new SubscriptionsFile.Surroundings(
                        Set.of("n-sukala"), Set.of("segou"), ENVIRONMENT::get, (host, port) -> fault));
    }
}
