package org.rootbuild.iso;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names as ECMA-119 has them (7.5, 7.6, 10): of A to Z, 0 to 9 and {@code _}, with one dot and a version in names of
 * files; no two of a folder alike.
 */
final class EcmaNames implements Naming {
    private static final Pattern FORBIDDEN = Pattern.compile("[^A-Z0-9_]");
    private static final int SHORT_NAME = 8;
    private static final int SHORT_EXTENSION = 3;
    private static final int LONG = 30;
    private static final int LONG_FOLDER = 31;

    private final boolean isShort;

    /** @param level of interchange, 1 to 3 */
    EcmaNames(int level) {
        this.isShort = level == 1;
    }

    @Override
    public boolean holds(IsoNode node) {
        return true;
    }

    @Override
    public Taken taken() {
        Set<String> taken = new HashSet<>();
        return node -> identifier(node, taken).getBytes(StandardCharsets.US_ASCII);
    }

    private String identifier(IsoNode node, Set<String> taken) {
        int dot = node.isFolder() ? -1 : node.name.lastIndexOf('.');
        // A name that begins with its only dot has no extension.
        String base = letters(dot > 0 ? node.name.substring(0, dot) : node.name);
        String extension = dot > 0 ? letters(node.name.substring(dot + 1)) : "";
        int mostExtension = isShort ? SHORT_EXTENSION : Math.min(extension.length(), LONG - 1);
        extension = cut(extension, mostExtension);
        int mostBase = isShort ? SHORT_NAME : node.isFolder() ? LONG_FOLDER : LONG - extension.length();
        String end = node.isFolder() ? "" : "." + extension + ";1";
        String found = cut(base, Math.max(1, mostBase)) + end;
        for (int number = 0; !taken.add(found); number++) {
            String digits = Integer.toString(number);
            found = cut(base, Math.max(0, mostBase - digits.length())) + digits + end;
        }
        return found;
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    private static String letters(String name) {
        return FORBIDDEN.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("_");
    }

    /** By name, then extension, each as if filled with blanks (9.3); the version is 1 everywhere. */
    @Override
    public Comparator<byte[]> order() {
        return Comparator.comparing((byte[] one) -> parts(one).get(0)).thenComparing(one -> parts(one).get(1));
    }

    private static List<String> parts(byte[] identifier) {
        String text = new String(identifier, StandardCharsets.US_ASCII);
        int dot = text.indexOf('.');
        return dot < 0 ? List.of(text, "") : List.of(text.substring(0, dot), text.substring(dot + 1));
    }
}
