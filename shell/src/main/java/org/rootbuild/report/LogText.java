package org.rootbuild.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.session.StepLogs;

/**
 * What a log holds, or its beginning and its end where it is long. However large it is, no more than that is read.
 *
 * @param head         the first lines; all of them where {@code leftOutBytes} is 0
 * @param tail         the last lines, where something was left out before them
 * @param leftOutBytes how much lies between the two
 */
record LogText(List<String> head, List<String> tail, long leftOutBytes, long sizeBytes) {
    private static final int MOST_LINE = 2_000;

    /** The log of a step, where it has one that can be read. */
    static Optional<LogText> of(Path stateFolder, String node, String step, int headBytes, int tailBytes) {
        if (!isName(node) || !isName(step)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(StepLogs.path(stateFolder, node, step), headBytes, tailBytes));
        } catch (IOException | RuntimeException noneOrUnreadable) {
            return Optional.empty();
        }
    }

    /** Names come from a record: one that was tampered with must not lead to other files. */
    private static boolean isName(String name) {
        return !name.isEmpty() && !name.contains("/") && !name.equals("..") && !name.equals(".")
            && name.indexOf('\0') < 0;
    }

    static LogText read(Path file, int headBytes, int tailBytes) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("no file: " + file);
        }
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = log.size();
            if (size <= (long) headBytes + tailBytes) {
                return new LogText(lines(bytes(log, 0, (int) size)), List.of(), 0, size);
            }
            byte[] head = bytes(log, 0, headBytes);
            int headEnd = lastLineEnd(head);
            byte[] tail = bytes(log, size - tailBytes, tailBytes);
            int tailStart = firstLineEnd(tail);
            return new LogText(lines(java.util.Arrays.copyOf(head, headEnd)),
                lines(java.util.Arrays.copyOfRange(tail, tailStart, tail.length)),
                size - headEnd - (tail.length - tailStart), size);
        }
    }

    private static byte[] bytes(FileChannel log, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && log.read(bytes, from + bytes.position()) > 0) {
            // The log may grow, or be replaced, meanwhile.
        }
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static int lastLineEnd(byte[] bytes) {
        for (int i = bytes.length; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return bytes.length;
    }

    private static int firstLineEnd(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private static List<String> lines(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            String clean = CleanText.line(line);
            lines.add(clean.length() <= MOST_LINE ? clean
                : clean.substring(0, MOST_LINE) + " … (" + (clean.length() - MOST_LINE) + " more characters)");
        }
        if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** The last lines, at most so many. */
    List<String> lastLines(int most) {
        List<String> from = tail.isEmpty() ? head.subList(surroundings().size(), head.size()) : tail;
        return from.subList(Math.max(0, from.size() - most), from.size());
    }

    /** What holds for all programs of the step: the environment, one variable a line, and the like. */
    List<String> surroundings() {
        return head.stream().takeWhile(line -> line.startsWith("# ")).map(line -> line.substring(2)).toList();
    }

    /** The commands that the log shows, as they were run; of a long log only those in what was read. */
    List<String> commands(int most) {
        List<String> commands = new ArrayList<>();
        if (surroundings().isEmpty()) {
            return commands;
        }
        boolean inCommand = false;
        for (String line : head) {
            inCommand = line.startsWith("$ ") || inCommand && line.startsWith("> ");
            if (inCommand && commands.size() < most) {
                commands.add(line);
            }
        }
        return commands;
    }
}
