package io.riskmonitor.replay;

import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A page of the jar with its data, style and the chart library written into it; it asks for nothing else, and may not. */
final class SelfContainedPage {
    private static final String PAGES = "/io/riskmonitor/replay/";
    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    private SelfContainedPage() {}

    /**
     * @param data what the page's script finds as DATA
     * @throws IOException if the file cannot be written; then none is there, or the old one still is
     */
    static void write(String page, Map<String, Object> data, Path file) throws IOException {
        String html = resource(PAGES + page)
                .replace("/*STYLE*/", resource(PAGES + "page.css"))
                .replace("/*COMMON*/", resource(PAGES + "page.js"))
                .replace("/*CHARTS*/", resource(CHARTS))
                // A name in the data that reads like the end of a script must not end it.
                .replace("/*DATA*/", JsonText.of(data).replace("</", "<\\/"));
        WholeFile.write(file, html);
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = SelfContainedPage.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new FileNotFoundException("the jar lacks " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
