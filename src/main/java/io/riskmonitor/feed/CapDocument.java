package io.riskmonitor.feed;

import io.riskmonitor.text.Texts;
import io.riskmonitor.text.UnreadableFileException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of an XML document, one by one: a CAP alert, or anything that holds some, such as an Atom feed with the alerts
 * in its entries. XML is made safe to read from strangers: no document type, no entities but XML's own five, no more than
 * 64 MB, and of each alert no more than 5,000 elements.
 */
final class CapDocument implements AutoCloseable {
    private static final Set<String> NAMESPACES =
            Set.of("urn:oasis:names:tc:emergency:cap:1.2", "urn:oasis:names:tc:emergency:cap:1.1");
    private static final long MAX_BYTES = 64L << 20;
    private static final int MAX_ELEMENTS = 5_000;
    private static final int MAX_DEPTH = 20;
    /** Longer texts are cut; the field that takes one refuses it by its own limit. */
    private static final int MAX_TEXT = 1 << 18;
    /** Attached files, perhaps in Base64, which nothing here looks at. */
    private static final String ATTACHMENT = "resource";

    private final String fileName;
    private final XMLStreamReader xml;
    private long alerts;
    private int elements;

    /** @throws UnreadableFileException if the file is empty or no XML */
    CapDocument(InputStream in, String fileName) throws IOException {
        this.fileName = fileName;
        PushbackInputStream bytes = new PushbackInputStream(new Bounded(in, fileName));
        int first = bytes.read();
        if (first < 0) {
            throw new UnreadableFileException(fileName + ": the file is empty");
        }
        bytes.unread(first);
        // The JDK's own, whatever else may lie on the class path: its settings are the ones that are tested.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        try {
            this.xml = factory.createXMLStreamReader(bytes);
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /** The next alert, or null at the end of a whole document. */
    @Nullable
    CapElement next() throws IOException {
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw unreadable("a document type or an entity of its own, which no alert needs", null);
                }
                if (event == XMLStreamConstants.START_ELEMENT && isAlert()) {
                    elements = 0;
                    CapElement alert = element(1);
                    alerts++;
                    return alert;
                }
            }
            if (alerts == 0) {
                throw unreadable("no alert of CAP 1.2 in it; links to alerts are not followed", null);
            }
            return null;
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private boolean isAlert() {
        return xml.getLocalName().equals("alert")
                && xml.getNamespaceURI() != null
                && NAMESPACES.contains(xml.getNamespaceURI());
    }

    /** The element on whose start the reader stands, read to its end. */
    private CapElement element(int depth) throws XMLStreamException, IOException {
        String name = xml.getLocalName();
        if (++elements > MAX_ELEMENTS || depth > MAX_DEPTH) {
            throw unreadable("an alert of more than " + MAX_ELEMENTS + " elements or " + MAX_DEPTH + " levels", null);
        }
        StringBuilder text = new StringBuilder();
        List<CapElement> children = new ArrayList<>();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    CapElement child = element(depth + 1);
                    if (!child.name().equals(ATTACHMENT)) {
                        children.add(child);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (text.length() < MAX_TEXT) {
                        text.append(xml.getText());
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw unreadable("an entity of its own, which no alert needs", null);
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        return new CapElement(name, text.toString().strip(), List.copyOf(children));
    }

    private UnreadableFileException unreadable(XMLStreamException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber() + ")";
        String what = Texts.oneLine(String.valueOf(e.getMessage()).replaceFirst("(?s)^ParseError at .*?Message:", ""));
        return unreadable("no XML: " + Texts.shorten(what, 300) + where, e);
    }

    private UnreadableFileException unreadable(String what, @Nullable Throwable cause) {
        return new UnreadableFileException(
                fileName + ": after " + alerts + " alerts: " + what + "; the rest cannot be read", cause);
    }

    /** Ends the reading of a file that grows without end. */
    private static final class Bounded extends FilterInputStream {
        private final String fileName;
        private long read;

        Bounded(InputStream in, String fileName) {
            super(in);
            this.fileName = fileName;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (read > MAX_BYTES) {
                throw new UnreadableFileException(fileName + ": the file has more than " + MAX_BYTES + " bytes");
            }
        }
    }
}
