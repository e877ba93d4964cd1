package org.rootbuild.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A page as the parser of the JDK reads it, which takes nothing that is not well-formed. */
public record Parsed(Document document) {
    /** @throws SAXException where it is not well-formed */
    public static Parsed of(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Strict());
        return new Parsed(builder.parse(new InputSource(new StringReader(page))));
    }

    /** Throws, and prints nothing. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException found) {
        }

        @Override
        public void error(SAXParseException found) throws SAXException {
            throw found;
        }

        @Override
        public void fatalError(SAXParseException found) throws SAXException {
            throw found;
        }
    }

    /** All elements of that name, in order; of all names for {@code *}. */
    public List<Element> all(String name) {
        return all(document.getDocumentElement(), name);
    }

    private static List<Element> all(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }

    /** The text of the section with that anchor; empty where there is none. */
    public String section(String id) {
        return all("section").stream().filter(one -> one.getAttribute("id").equals(id)).map(Element::getTextContent)
            .findFirst().orElse("");
    }

    /** The cells of the rows of all tables in that section, the head left out. */
    public List<List<String>> rows(String id) {
        List<List<String>> rows = new ArrayList<>();
        all("section").stream().filter(one -> one.getAttribute("id").equals(id)).forEach(section ->
            all(section, "tbody").forEach(body -> all(body, "tr").forEach(row -> {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < row.getChildNodes().getLength(); i++) {
                    if (row.getChildNodes().item(i) instanceof Element cell) {
                        cells.add(cell.getTextContent().strip());
                    }
                }
                rows.add(cells);
            })));
        return rows;
    }

    public List<String> classes(String element) {
        return all(element).stream().map(one -> one.getAttribute("class")).toList();
    }

    public String text() {
        return all("body").get(0).getTextContent();
    }
}
