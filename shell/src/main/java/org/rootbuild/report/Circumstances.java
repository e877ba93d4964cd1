package org.rootbuild.report;

import java.util.List;

/** What holds for a whole session; texts are empty where nothing is known. */
record Circumstances(String recipe, String about, String command, String version, String folder, String host,
                     String system, long processors, String isolation, List<Parameter> parameters) {
    static final Circumstances UNKNOWN = new Circumstances("", "", "", "", "", "", "", 0, "", List.of());

    /** A parameter of the recipe, with its value in this session. */
    record Parameter(String name, String type, String value, String usual) {
        boolean isSet() {
            return !value.equals(usual);
        }
    }

    Circumstances {
        parameters = List.copyOf(parameters);
    }
}
