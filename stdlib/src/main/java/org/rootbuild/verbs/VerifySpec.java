package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.Words;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** The inside of {@code verify('…') { … }}. */
@Words
public final class VerifySpec {
    private final PassSpec pass;
    private final List<Value> expectations = new ArrayList<>();
    private boolean runsPrograms;

    VerifySpec(PassSpec pass) {
        this.pass = pass;
    }

    @Doc(value = "A script that must end well; it runs as with 'sh' in a pass.", examples = "sh 'gcc --version'")
    public void sh(CharSequence script) {
        runsPrograms = true;
        add("sh", Sh.checked(pass, script.toString()), Map.of());
    }

    @Doc(value = "A script that must end well, and whose output, errors among it, must be as said.",
        examples = {"output 'readelf -l a.out', contains: ': /tools'", "output 'hello --version', matches: ~/hello"
            + " .* 2\\.\\d+/",
            "output './count', equals: '42'"})
    public void output(
        @Option(name = "contains", type = Object.class, about = "a text that is in it, or a list of texts that all are")
        @Option(name = "matches", type = Pattern.class, about = "a regular expression that is found in it")
        @Option(name = "equals", type = String.class, about = "all of it, but for line ends at its end")
        Map<String, Object> options, CharSequence script) {
        runsPrograms = true;
        add("output", Sh.checked(pass, script.toString()), compared("output", options));
    }

    @Doc(value = "Files or folders that must be there, links followed.", examples = "exists '/tools/bin/gcc',"
        + " '/tools/lib'")
    public void exists(String... paths) {
        PathCheck.checked(pass, paths).forEach(path -> add("exists", path, Map.of()));
    }

    @Doc(value = "Paths at which nothing may be.", examples = "missing '/usr/lib/libfoo.la'")
    public void missing(String... paths) {
        PathCheck.checked(pass, paths).forEach(path -> add("missing", path, Map.of()));
    }

    @Doc(value = "A text file that must be there and be as said.", examples = "file '/etc/ld.so.conf', contains:"
        + " '/opt/lib'")
    public void file(
        @Option(name = "contains", type = Object.class, about = "a text that is in it, or a list of texts that all are")
        @Option(name = "matches", type = Pattern.class, about = "a regular expression that is found in it")
        @Option(name = "equals", type = String.class, about = "all of it, but for line ends at its end")
        Map<String, Object> options, String path) {
        add("file", PathCheck.checked(pass, path), compared("file", options));
    }

    private Map<String, Value> compared(String word, Map<String, Object> options) {
        Options given = Options.of(options);
        Map<String, Value> expected = new LinkedHashMap<>();
        if (given.has(Expected.CONTAINS)) {
            expected.put(Expected.CONTAINS, new Value.ListOf(given.texts(Expected.CONTAINS).stream()
                .<Value>map(Value.Text::new).toList()));
        }
        for (String label : List.of(Expected.MATCHES, Expected.EQUALS)) {
            given.value(label).ifPresent(value -> expected.put(label, value));
        }
        if (expected.isEmpty() || given.has(Expected.CONTAINS) && given.texts(Expected.CONTAINS).stream()
            .anyMatch(String::isEmpty)) {
            pass.problem("'" + word + "' expects nothing", "Add contains: 'text', matches: ~/…/ or equals: 'text'.");
        }
        return expected;
    }

    private void add(String kind, String text, Map<String, Value> expected) {
        Fields.Builder fields = Fields.builder().text(Verify.KIND, kind).text(Verify.TEXT, text);
        expected.forEach(fields::put);
        expectations.add(new Value.Group(fields.build()));
    }

    List<Value> expectations() {
        return expectations;
    }

    boolean runsPrograms() {
        return runsPrograms;
    }
}
