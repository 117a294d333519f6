package io.riskmonitor.notify;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** An XML document in one namespace, written from top to bottom by the JDK's own writer. */
final class XmlText {
    private static final int FIRST_OF_TEXT = 0x20;

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** @param root the name of the outermost element, which is open from now on */
    XmlText(String root, String namespace) {
        try {
            this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement(root);
            xml.writeDefaultNamespace(namespace);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** Opens an element, for {@link #close} to close. */
    XmlText open(String name) {
        try {
            xml.writeStartElement(name);
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    XmlText close() {
        try {
            xml.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** Of the element that was opened last, before anything is written into it. */
    XmlText attribute(String name, String value) {
        try {
            xml.writeAttribute(name, clean(value));
            return this;
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** An element of text; none if there is no text. */
    XmlText element(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        try {
            open(name);
            xml.writeCharacters(clean(value));
            return close();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** The whole document; whatever is open is closed. */
    String end() {
        try {
            xml.writeEndDocument();
            xml.close();
            return text.toString();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** Without what XML 1.0 has no place for, which the writer lets through: sources may write anything. */
    private static String clean(String value) {
        int[] allowed = value.codePoints().filter(XmlText::isAllowed).toArray();
        return new String(allowed, 0, allowed.length);
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= FIRST_OF_TEXT && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF);
    }

    private static IllegalStateException impossible(XMLStreamException e) {
        return new IllegalStateException("a document in memory cannot be written: " + e.getMessage(), e);
    }
}
