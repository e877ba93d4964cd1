package org.rootbuild.testing;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ArrayList;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;

/**
 * Writes results in the form that build servers read: {@code TEST-SPEC.xml} with {@code testsuite}, {@code testcase},
 * {@code failure} and {@code skipped}, as the schema of Maven Surefire's reports has them.
 */
final class JunitXml {
    private final Path folder;

    JunitXml(Path folder) {
        this.folder = folder;
    }

    void write(List<Result> results) throws Failure {
        Map<String, List<Result>> bySpec = new LinkedHashMap<>();
        results.forEach(result -> bySpec.computeIfAbsent(result.spec(), spec -> new ArrayList<>()).add(result));
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, List<Result>> spec : bySpec.entrySet()) {
                try (Writer file = Files.newBufferedWriter(folder.resolve("TEST-" + spec.getKey() + ".xml"))) {
                    write(spec.getKey(), spec.getValue(), file);
                }
            }
        } catch (IOException | XMLStreamException refused) {
            throw new Failure("the reports cannot be written to " + folder + ": "
                + (refused instanceof IOException io ? Reason.of(io) : refused.getMessage()),
                "Name another folder with --junit-xml.", refused);
        }
    }

    private static void write(String spec, List<Result> results, Writer file) throws XMLStreamException {
        XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(file);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", spec);
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute("failures", count(results, Result.Outcome.FAILED));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", count(results, Result.Outcome.SKIPPED));
        xml.writeAttribute("time", seconds(results.stream().mapToLong(Result::millis).sum()));
        for (Result result : results) {
            write(result, xml);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }

    private static void write(Result result, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.spec());
        xml.writeAttribute("name", clean(result.name()));
        xml.writeAttribute("time", seconds(result.millis()));
        if (result.isFailed()) {
            Throwable thrown = result.thrown().orElseGet(() -> new AssertionError("it failed"));
            xml.writeStartElement("failure");
            xml.writeAttribute("type", thrown.getClass().getName());
            xml.writeCharacters(clean(String.join("\n", new Thrown(false).lines(thrown, result.spec()))));
            xml.writeEndElement();
        } else if (result.outcome() == Result.Outcome.SKIPPED) {
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", clean(result.why()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no control characters but three. */
    private static String clean(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "?");
    }

    private static String count(List<Result> results, Result.Outcome outcome) {
        return Long.toString(results.stream().filter(result -> result.outcome() == outcome).count());
    }

    private static String seconds(long millis) {
        return String.format(java.util.Locale.ROOT, "%.3f", millis / 1_000.0);
    }
}
