package org.rootbuild.iso;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.rootbuild.tree.Entry;

/**
 * Names as Joliet has them: UCS-2, big-endian. Its specification allows 64 characters; 103 are what fits into a record,
 * and all its readers take them (mkisofs, {@code -joliet-long}). Only files and folders have a name there.
 */
final class JolietNames implements Naming {
    private static final int MOST = 103;
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x1f*/:;?\\\\]");

    @Override
    public boolean holds(IsoNode node) {
        return node.isFolder() || node.entry instanceof Entry.PlainFile;
    }

    @Override
    public Taken taken() {
        Set<String> taken = new HashSet<>();
        return node -> identifier(node, taken).getBytes(StandardCharsets.UTF_16BE);
    }

    private static String identifier(IsoNode node, Set<String> taken) {
        String name = FORBIDDEN.matcher(node.name).replaceAll("_");
        String end = node.isFolder() ? "" : ";1";
        int most = MOST - end.length();
        int dot = node.isFolder() ? -1 : name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot < most / 2 ? name.substring(dot) : "";
        String base = name.substring(0, name.length() - extension.length());
        String found = cut(base, most - extension.length()) + extension + end;
        for (int number = 0; !taken.add(found); number++) {
            String digits = Integer.toString(number);
            found = cut(base, most - extension.length() - digits.length()) + digits + extension + end;
        }
        return found;
    }

    /** A character that takes two units is not cut in the middle. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    @Override
    public Comparator<byte[]> order() {
        return Arrays::compareUnsigned;
    }
}
