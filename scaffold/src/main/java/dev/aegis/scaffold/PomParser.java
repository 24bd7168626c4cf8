package dev.aegis.scaffold;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.LocationInfo;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Reads a POM and keeps the place of each element in its text. Woodstox, because the JDK's reader does not tell where a tag
 * begins and ends.
 */
final class PomParser {
    private static final XMLInputFactory FACTORY = factory();

    private record Open(
            String name, int start, int contentStart, boolean oneTag, StringBuilder text, List<PomElement> children) {}

    /** A byte-order mark of UTF-8, read as bytes: Maven takes it, and an XML reader of characters does not. */
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private final XMLStreamReader2 xml;
    private final int skipped;
    private final Deque<Open> open = new ArrayDeque<>();

    private PomParser(XMLStreamReader2 xml, int skipped) {
        this.xml = xml;
        this.skipped = skipped;
        open.push(new Open("", 0, 0, false, new StringBuilder(), new ArrayList<>()));
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /**
     * The element {@code project}.
     *
     * @param file for messages
     * @param text as bytes, one character each, or as what they stand for
     * @throws ScaffoldException if the text is no POM
     */
    static PomElement parse(String file, String text) {
        int skipped = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        try {
            XMLStreamReader2 xml =
                    (XMLStreamReader2) FACTORY.createXMLStreamReader(new StringReader(text.substring(skipped)));
            try {
                return new PomParser(xml, skipped).project(file);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new ScaffoldException(file + ": not a POM that can be read, "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + place(e));
        }
    }

    private PomElement project(String file) throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> open();
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE ->
                    open.element().text().append(xml.getText());
                case XMLStreamReader.END_ELEMENT -> close();
                default -> {}
            }
        }
        PomElement root = open.element().children().get(0);
        if (!root.name().equals("project")) {
            throw new ScaffoldException(file + ": not a POM: its element is '" + root.name() + "', not 'project'");
        }
        return root;
    }

    private void open() throws XMLStreamException {
        LocationInfo tag = xml.getLocationInfo();
        open.push(new Open(
                xml.getLocalName(),
                start(tag),
                end(tag),
                xml.isEmptyElement(),
                new StringBuilder(),
                new ArrayList<>()));
    }

    private void close() throws XMLStreamException {
        LocationInfo tag = xml.getLocationInfo();
        Open element = open.pop();
        open.element()
                .children()
                .add(new PomElement(
                        element.name(),
                        element.start(),
                        element.contentStart(),
                        element.oneTag() ? element.contentStart() : start(tag),
                        element.oneTag() ? element.contentStart() : end(tag),
                        List.copyOf(element.children()),
                        element.text().toString().strip()));
    }

    private int start(LocationInfo tag) {
        return skipped + Math.toIntExact(tag.getStartingCharOffset());
    }

    private int end(LocationInfo tag) throws XMLStreamException {
        return skipped + Math.toIntExact(tag.getEndingCharOffset());
    }

    private static String place(XMLStreamException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber() + ")";
    }
}
