package org.rootbuild.report;

import java.util.List;

/** What a source is; {@code sizeBytes} is -1 where it is not known. */
record SourceFacts(String name, String sha256, long sizeBytes, String about, List<String> locations) {
    SourceFacts {
        locations = List.copyOf(locations);
    }
}
