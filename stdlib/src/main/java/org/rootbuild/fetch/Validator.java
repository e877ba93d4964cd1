package org.rootbuild.fetch;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/**
 * What a server said about an unfinished file, kept beside it so that the next attempt can ask for the rest of the
 * same file and of no other (RFC 9110, sections 8.8 and 13.1.5).
 *
 * @param location where the bytes came from, without credentials
 * @param token    the strong entity tag, or else the date of the last change; the value for {@code If-Range}
 */
record Validator(String location, Optional<String> token) {
    private static final String FIRST_LINE = "rootbuild-part 1";
    private static final int LIMIT_BYTES = 1 << 16;

    /** A weak tag says nothing about bytes, so it is passed over. */
    static Validator of(String location, HttpHeaders headers) {
        Optional<String> strongTag = headers.firstValue("ETag").filter(tag -> tag.startsWith("\""));
        return new Validator(location, strongTag.or(() -> headers.firstValue("Last-Modified")));
    }

    /** What is kept there; a note that is damaged or of another version is as good as none. */
    static Optional<Validator> read(Path note) {
        try {
            if (!Files.isRegularFile(note) || Files.size(note) > LIMIT_BYTES) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(note, StandardCharsets.UTF_8);
            if (lines.size() != 3 || !lines.get(0).equals(FIRST_LINE)) {
                return Optional.empty();
            }
            Optional<String> token = Optional.of(lines.get(2)).filter(text -> !text.isEmpty());
            return Optional.of(new Validator(lines.get(1), token));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(Path note) throws Failure {
        try {
            Files.writeString(note, FIRST_LINE + "\n" + location + "\n" + token.orElse("") + "\n");
        } catch (IOException e) {
            throw PartFile.disk("writing", note, e);
        }
    }
}
