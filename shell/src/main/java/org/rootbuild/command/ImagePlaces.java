package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.image.Relayout;
import org.rootbuild.model.Size;
import org.rootbuild.partition.Extent;
import org.rootbuild.partition.Start;
import org.rootbuild.problem.Failure;

/** Places and sizes of partitions, as people type them. */
final class ImagePlaces {
    private static final String FORMS = "Write it like 1GiB, 2097152s for sectors, or ";
    private static final Pattern SECTORS = Pattern.compile("(\\d{1,15})s");
    /** A line of {@code sfdisk --dump}: the partition's node, which ends with its number, and its place. */
    private static final Pattern DUMPED = Pattern.compile(
        "\\s*(?:\\S*?\\D)??(\\d{1,4})\\s*:\\s*start=\\s*(\\d{1,15})\\s*,\\s*size=\\s*(\\d{1,15})\\b.*");
    private static final int MOST_LAYOUT_BYTES = 1 << 20;

    private ImagePlaces() {
    }

    /** {@code 2048s}, {@code 1MiB} or {@code next}. */
    static Start start(String text) throws UsageError {
        Matcher sectors = SECTORS.matcher(text);
        return sectors.matches() ? new Start.AtSector(Long.parseLong(sectors.group(1)))
            : text.equals("next") ? new Start.Next() : new Start.AtByte(bytes(text, "next"));
    }

    /** {@code 2048s}, {@code 1GiB} or {@code rest}. */
    static Extent extent(String text) throws UsageError {
        Matcher sectors = SECTORS.matcher(text);
        return sectors.matches() ? new Extent.Sectors(Long.parseLong(sectors.group(1)))
            : text.equals("rest") ? new Extent.Rest() : new Extent.Bytes(bytes(text, "rest"));
    }

    private static long bytes(String text, String word) throws UsageError {
        try {
            return Size.parse(text).bytes();
        } catch (IllegalArgumentException wrong) {
            throw new UsageError("'" + text + "' is no place or size of a partition", FORMS + "'" + word + "'.");
        }
    }

    /** {@code 1:start=2048s,size=1GiB}. */
    static Relayout.Change change(String text) throws UsageError {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw wrong(text);
        }
        Optional<Start> start = Optional.empty();
        Optional<Extent> extent = Optional.empty();
        for (String part : text.substring(colon + 1).split(",")) {
            if (part.startsWith("start=") && start.isEmpty()) {
                start = Optional.of(start(part.substring("start=".length())));
            } else if (part.startsWith("size=") && extent.isEmpty()) {
                extent = Optional.of(extent(part.substring("size=".length())));
            } else {
                throw wrong(text);
            }
        }
        return new Relayout.Change(text.substring(0, colon), start, extent);
    }

    private static UsageError wrong(String text) {
        return new UsageError("'" + text + "' does not say what becomes of a partition",
            "Write its number or name, then what changes: 1:start=2048s,size=1GiB or data:size=rest.");
    }

    /** What a file in the form of {@code sfdisk --dump} says of partitions; all else in it is not looked at. */
    static List<Relayout.Change> dumped(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_LAYOUT_BYTES) {
            throw new Failure(file + " is no description of a layout", "Name a file that 'sfdisk --dump' wrote.");
        }
        List<Relayout.Change> changes = new ArrayList<>();
        for (String line : Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            Matcher dumped = DUMPED.matcher(line);
            if (dumped.matches() && !line.matches(".*\\btype=\\s*(0x)?0?[5fF]\\b.*")) {
                changes.add(new Relayout.Change(String.valueOf(Integer.parseInt(dumped.group(1))),
                    Optional.of(new Start.AtSector(Long.parseLong(dumped.group(2)))),
                    Optional.of(new Extent.Sectors(Long.parseLong(dumped.group(3))))));
            }
        }
        if (changes.isEmpty()) {
            throw new Failure(file + " says nothing of partitions", "Write lines as 'sfdisk --dump' does:"
                + " 1 : start=2048, size=204800");
        }
        return changes;
    }
}
