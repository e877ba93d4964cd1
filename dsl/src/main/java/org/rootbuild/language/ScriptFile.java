package org.rootbuild.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.rootbuild.model.Location;
import org.rootbuild.problem.Suggestion;

/**
 * A script as it was read.
 *
 * @param file   as locations name it: relative to the folder of the main script
 * @param text   without a byte order mark
 * @param sha256 of its bytes
 */
record ScriptFile(String file, Path path, String text, String sha256) {
    static final int LIMIT_BYTES = 4 << 20;
    static final String ENDING = ".groovy";

    /** The script's lines, without their ends. */
    List<String> lines() {
        return text.lines().toList();
    }

    /**
     * The name of a script that another one includes, relative to the folder of the main script.
     *
     * @throws Rejected when the path has a form that is not allowed
     */
    static String resolve(String from, String included) {
        if (!included.endsWith(ENDING)) {
            throw new Rejected("'" + Values.shown(included) + "' is no recipe script",
                "The name of an included script ends in " + ENDING + ".");
        }
        if (included.startsWith("/") || included.indexOf('\\') >= 0) {
            throw new Rejected("'" + Values.shown(included) + "' is not a relative path",
                "Write the path from the folder of this script, with '/' between folders.");
        }
        try {
            return Path.of(from).resolveSibling(included).normalize().toString();
        } catch (InvalidPathException broken) {
            throw new Rejected("'" + Values.shown(included) + "' is no path", "Write the path of a script.");
        }
    }

    /** @throws RecipeErrors when it is not a text that a script can be */
    static ScriptFile read(Path path, String file) throws RecipeErrors {
        byte[] bytes = bytes(path, file);
        return new ScriptFile(file, path, text(bytes, file), digest(bytes));
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] bytes(Path path, String file) throws RecipeErrors {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw error(file, 0, "it is a folder", "Name a recipe script in it.");
            }
            if (!attributes.isRegularFile()) {
                throw error(file, 0, "it is no regular file", "A recipe is a plain text file.");
            }
            try (InputStream input = Files.newInputStream(path)) {
                byte[] bytes = input.readNBytes(LIMIT_BYTES + 1);
                if (bytes.length > LIMIT_BYTES) {
                    throw error(file, 0, "it is larger than " + (LIMIT_BYTES >> 20) + " MiB",
                        "Bring large data as a source, not inside the recipe.");
                }
                return bytes;
            }
        } catch (NoSuchFileException missing) {
            throw error(file, 0, "there is no such file", neighbours(path));
        } catch (AccessDeniedException denied) {
            throw error(file, 0, "this user may not read it", "Change its permissions: chmod +r '" + file + "'");
        } catch (RecipeErrors told) {
            throw told;
        } catch (IOException broken) {
            throw error(file, 0, "it cannot be read: " + broken.getMessage(), "Look at the disk that it is on.");
        }
    }

    private static String neighbours(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || path.getFileName() == null) {
            return "";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.limit(1_000).map(each -> each.getFileName().toString())
                .filter(name -> name.endsWith(ENDING)).sorted().toList();
            return Suggestion.sentence(path.getFileName().toString(), names).trim();
        } catch (IOException unreadable) {
            return "The folder '" + folder.getFileName() + "' cannot be read either.";
        }
    }

    private static String text(byte[] bytes, String file) throws RecipeErrors {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw error(file, 0, "it is no text: it holds a zero byte", "Name a recipe script.");
            }
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw error(file, brokenLine(bytes), "it is not UTF-8", "Save it as UTF-8.");
        }
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        if (plain.isBlank()) {
            throw error(file, 0, "it is empty", "Begin it with: recipe 'name'");
        }
        return plain;
    }

    /** The first line that is not UTF-8: its bytes alone cannot be decoded. */
    private static int brokenLine(byte[] bytes) {
        int line = 1;
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                String decoded = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                if (decoded.indexOf('\ufffd') >= 0) {
                    return line;
                }
                line++;
                start = i + 1;
            }
        }
        return 0;
    }

    private static RecipeErrors error(String file, int line, String message, String hint) {
        return new RecipeErrors(List.of(new RecipeProblem(new Location(file, line, 0), message, hint, "")));
    }
}
