package org.rootbuild.debian;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/**
 * One paragraph of a control file (Debian Policy 5.1; deb822(5)): fields whose names do not care about case. The lines
 * of a value are joined by line feeds; the blank that begins a continuation line stays, a comment line goes.
 */
record Stanza(Map<String, String> fields) {
    Stanza {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** All paragraphs of a small control file. {@code shown} names it in failures. */
    static List<Stanza> parse(String text, String shown) throws Failure {
        List<Stanza> stanzas = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        String field = "";
        int lineNumber = 0;
        for (String line : text.split("\r?\n", -1)) {
            lineNumber++;
            if (line.isBlank()) {
                if (!fields.isEmpty()) {
                    stanzas.add(new Stanza(fields));
                }
                fields = new LinkedHashMap<>();
                field = "";
            } else if (line.startsWith(" ") || line.startsWith("\t")) {
                if (field.isEmpty()) {
                    throw damaged(shown, lineNumber, "continues a field that never began");
                }
                fields.merge(field, line, (above, below) -> above + "\n" + below);
            } else if (!line.startsWith("#")) {
                int colon = line.indexOf(':');
                if (colon <= 0) {
                    throw damaged(shown, lineNumber, "is no field");
                }
                field = line.substring(0, colon).toLowerCase(Locale.ROOT);
                if (fields.putIfAbsent(field, line.substring(colon + 1).strip()) != null) {
                    throw damaged(shown, lineNumber, "names the field " + field + " a second time");
                }
            }
        }
        if (!fields.isEmpty()) {
            stanzas.add(new Stanza(fields));
        }
        return List.copyOf(stanzas);
    }

    /** The value of a field, where it is there and not empty. */
    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT))).filter(value -> !value.isBlank());
    }

    /** The value of a field that must be there; {@code where} names the paragraph in the failure. */
    String required(String name, String where) throws Failure {
        return field(name).orElseThrow(() -> new Failure(where + " has no field " + name,
            "Tell the keeper of that archive."));
    }

    /** The words of a field, parted by blanks; empty where it is not there. */
    List<String> words(String name) {
        return field(name).map(value -> List.of(value.strip().split("\\s+"))).orElse(List.of());
    }

    private static Failure damaged(String shown, int lineNumber, String found) {
        return new Failure("line " + lineNumber + " of " + shown + " " + found,
            "Check that file; the format is described in deb822(5).");
    }
}
