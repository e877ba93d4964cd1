package org.rootbuild.command;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.PathDifference;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;

/** How the lines of two text files differ, in the unified format of diff(1). */
final class TextDifference {
    /** Longer files are not compared line by line. */
    static final long MOST_BYTES = 256 << 10;
    private static final int CONTEXT_LINES = 3;
    private static final int MOST_LINES = 200;
    private static final String UNENDED = "\n\\ No newline at end of file";

    private TextDifference() {
    }

    /** None where one of the two is no file, no text, or long. */
    static List<String> lines(PathDifference path) throws IOException {
        Optional<List<String>> left = text(path.left());
        Optional<List<String>> right = text(path.right());
        if (left.isEmpty() || right.isEmpty() || left.equals(right)) {
            return List.of();
        }
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff("a/" + path.path(), "b/" + path.path(), left.get(),
            DiffUtils.diff(left.get(), right.get()), CONTEXT_LINES);
        List<String> lines = diff.stream().flatMap(String::lines).toList();
        return lines.size() <= MOST_LINES ? lines
            : append(lines.subList(0, MOST_LINES), "… and " + (lines.size() - MOST_LINES) + " more lines");
    }

    private static List<String> append(List<String> lines, String last) {
        List<String> all = new ArrayList<>(lines);
        all.add(last);
        return all;
    }

    private static Optional<List<String>> text(Optional<Change> change) throws IOException {
        if (!(change.orElse(null) instanceof Change.Put put && put.entry() instanceof Entry.PlainFile file)
                || file.content().sizeBytes() > MOST_BYTES) {
            return Optional.empty();
        }
        return decoded(file.content());
    }

    /** A last line without its end is another one than the same with it. */
    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String last = lines.remove(lines.size() - 1);
        if (!last.isEmpty()) {
            lines.add(last + UNENDED);
        }
        return lines;
    }

    /** Empty where the bytes are no text in UTF-8. */
    private static Optional<List<String>> decoded(Content content) throws IOException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content.bytes())).toString();
            return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(split(text));
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
