package io.riskmonitor.notify;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What CAP 1.2 demands of a document: which elements, in which order, how many, and which words. It is said anew from the
 * standard's section 3.2 and its schema (docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html), which is not packed in.
 */
final class CapGrammar {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]\\d\\d:\\d\\d";
    private static final String NO_BLANKS = "[^\\s,<&]+";
    private static final String PAIR = "-?\\d+(\\.\\d+)?,-?\\d+(\\.\\d+)?";

    /** Elements in their order: name, {@code 1}, {@code ?}, {@code *} or {@code +}, and a pattern of the text or a dot. */
    private static final Map<String, String> ELEMENTS = Map.of(
            "alert",
            """
                    identifier 1 %1$s
                    sender 1 %1$s
                    sent 1 %2$s
                    status 1 Actual|Exercise|System|Test|Draft
                    msgType 1 Alert|Update|Cancel|Ack|Error
                    source ? .
                    scope 1 Public|Restricted|Private
                    restriction ? .
                    addresses ? .
                    code * .
                    note ? .
                    references ? .
                    incidents ? .
                    info * .""".formatted(NO_BLANKS, TIME),
            "info",
            """
                    language ? [a-z]{2}-[A-Z]{2}
                    category + Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE|Other
                    event 1 .
                    responseType * Shelter|Evacuate|Prepare|Execute|Avoid|Monitor|Assess|AllClear|None
                    urgency 1 Immediate|Expected|Future|Past|Unknown
                    severity 1 Extreme|Severe|Moderate|Minor|Unknown
                    certainty 1 Observed|Likely|Possible|Unlikely|Unknown
                    audience ? .
                    eventCode * .
                    effective ? %1$s
                    onset ? %1$s
                    expires ? %1$s
                    senderName ? .
                    headline ? .
                    description ? .
                    instruction ? .
                    web ? https?://\\S+
                    contact ? .
                    parameter * .
                    resource * .
                    area * .""".formatted(TIME),
            "parameter",
            """
                    valueName 1 .
                    value 1 .""",
            "area",
            """
                    areaDesc 1 .
                    polygon * %1$s( %1$s){3,}
                    circle * %1$s \\d+(\\.\\d+)?
                    geocode * .
                    altitude ? .
                    ceiling ? .""".formatted(PAIR));

    private final List<String> faults = new ArrayList<>();

    private CapGrammar() {}

    /** The document's outermost element. */
    static Element root(String document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("no XML: " + e.getMessage() + "\n" + document, e);
        }
    }

    /** What is wrong with it; nothing if it is a CAP document. */
    static List<String> faults(String document) {
        Element alert = root(document);
        CapGrammar grammar = new CapGrammar();
        if (!alert.getLocalName().equals("alert")) {
            grammar.faults.add("begins with " + alert.getLocalName());
        }
        grammar.check(alert);
        String messageType = text(alert, "msgType");
        if (!messageType.equals("Alert") && texts(alert, "references").isEmpty()) {
            grammar.faults.add(messageType + " refers to nothing");
        }
        texts(alert, "references").stream()
                .flatMap(list -> Pattern.compile(" ").splitAsStream(list))
                .filter(one -> !one.matches(NO_BLANKS + "," + NO_BLANKS + "," + TIME))
                .forEach(one -> grammar.faults.add("reference " + one));
        if (text(alert, "scope").equals("Restricted")
                == texts(alert, "restriction").isEmpty()) {
            grammar.faults.add("scope and restriction do not agree");
        }
        return grammar.faults;
    }

    private void check(Element parent) {
        String[] rules =
                Objects.requireNonNull(ELEMENTS.get(parent.getLocalName())).split("\n", -1);
        List<Element> children = children(parent);
        int next = 0;
        for (String rule : rules) {
            String[] parts = rule.split(" ", 3);
            int from = next;
            while (next < children.size() && children.get(next).getLocalName().equals(parts[0])) {
                check(children.get(next++), parts[2]);
            }
            int count = next - from;
            if ((count == 0 && "1+".contains(parts[1])) || (count > 1 && "1?".contains(parts[1]))) {
                faults.add(parent.getLocalName() + " has " + count + " " + parts[0]);
            }
        }
        children.stream()
                .skip(next)
                .forEach(child -> faults.add(parent.getLocalName() + ": out of place is " + child.getLocalName()));
    }

    private void check(Element child, String pattern) {
        if (!CapPublisher.CAP.equals(child.getNamespaceURI())) {
            faults.add(child.getLocalName() + " is of another namespace");
        }
        if (ELEMENTS.containsKey(child.getLocalName())) {
            check(child);
            return;
        }
        String text = child.getTextContent();
        if (text.isBlank() || (!pattern.equals(".") && !text.matches(pattern))) {
            faults.add(child.getLocalName() + " is '" + text + "'");
        }
        if (child.getLocalName().equals("polygon")
                && !text.substring(0, text.indexOf(' ')).equals(text.substring(text.lastIndexOf(' ') + 1))) {
            faults.add("a polygon is open");
        }
    }

    static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i).getNodeType() == Node.ELEMENT_NODE) {
                found.add((Element) nodes.item(i));
            }
        }
        return found;
    }

    static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getLocalName().equals(name))
                .toList();
    }

    static List<String> texts(Element parent, String name) {
        return children(parent, name).stream().map(Element::getTextContent).toList();
    }

    /** The text of the only child of that name. */
    static String text(Element parent, String name) {
        List<String> found = texts(parent, name);
        if (found.size() != 1) {
            throw new AssertionError(parent.getLocalName() + " has " + found.size() + " " + name);
        }
        return found.get(0);
    }
}
