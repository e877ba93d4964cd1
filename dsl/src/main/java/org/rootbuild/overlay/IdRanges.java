package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The user or group numbers that files may carry in a user namespace (user_namespaces(7), "uid_map"). */
record IdRanges(List<Range> ranges) {
    /** Numbers from {@code first} on. */
    record Range(long first, long count) {
    }

    IdRanges {
        ranges = List.copyOf(ranges);
    }

    /** @param map such as {@code /proc/self/uid_map}; a kernel without it has no namespaces */
    static IdRanges of(Path map) throws IOException {
        List<Range> ranges = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(map)) {
                String[] numbers = line.strip().split("\\s+");
                ranges.add(new Range(Long.parseLong(numbers[0]), Long.parseLong(numbers[2])));
            }
        } catch (NoSuchFileException noNamespaces) {
            ranges.add(new Range(0, 1L << 32));
        }
        return new IdRanges(ranges);
    }

    boolean holds(long id) {
        return ranges.stream().anyMatch(range -> id >= range.first() && id < range.first() + range.count());
    }
}
