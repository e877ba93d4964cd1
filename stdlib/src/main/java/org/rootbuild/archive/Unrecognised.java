package org.rootbuild.archive;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.problem.Failure;

/** Says what a file is that is no archive, since the remedy depends on it. */
final class Unrecognised {
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>\\s*([^<]{1,100})", Pattern.CASE_INSENSITIVE);
    private static final String READABLE = "tar, zip, cpio, ar and Debian packages are unpacked, compressed or not, and"
        + " ISOs and squashfs images as they are";
    private static final Map<String, String> KNOWN = Map.ofEntries(
        Map.entry("7z\u00bc\u00af\u0027\u001c", "a 7z archive"),
        Map.entry("Rar!\u001a\u0007", "a RAR archive"),
        Map.entry("\u00ed\u00ab\u00ee\u00db", "an RPM package"),
        Map.entry("hsqs", "a squashfs image"),
        Map.entry("\u007fELF", "a program or library"),
        Map.entry("QFI\u00fb", "a qcow2 disk image"),
        Map.entry("!<thin>\n", "a thin ar archive, which holds names but no contents"),
        Map.entry("\u00c7\u0071", "a cpio archive in the old binary format"),
        Map.entry("\u0071\u00c7", "a cpio archive in the old binary format"),
        Map.entry("%PDF-", "a PDF document"),
        Map.entry("-----BEGIN PGP", "a signature"),
        Map.entry("MZ", "a program for Windows"));

    private Unrecognised() {
    }

    /** Why the file with these first bytes cannot be unpacked. */
    static Failure failure(String name, byte[] head, boolean compressed) {
        if (head.length == 0) {
            return compressed
                ? new Failure(name + " holds nothing once it is decompressed", "Fetch or make the file again.")
                : new Failure(name + " is empty", "Fetch or make the file again.");
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String start = text.substring(0, Math.min(text.length(), 1024)).replace("\u00ef\u00bb\u00bf", "").stripLeading()
            .toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return new Failure(name + " is a web page" + title(text) + " and no archive",
                "Give the address of the archive itself; a server that wants a login or lost the file sends a page.");
        }
        String inside = compressed ? " holds, once it is decompressed, " : " is ";
        for (Map.Entry<String, String> known : KNOWN.entrySet()) {
            if (text.startsWith(known.getKey())) {
                return new Failure(name + inside + known.getValue() + ", which cannot be unpacked",
                    "Only " + READABLE + ".");
            }
        }
        return new Failure(name + inside + described(head) + " and no archive that is known", "Only " + READABLE
            + "; a single file is taken with copy.");
    }

    private static String title(String text) {
        Matcher title = TITLE.matcher(text);
        return title.find() ? " ('" + Reading.shown(title.group(1).strip()) + "')" : "";
    }

    private static String described(byte[] head) {
        boolean zeros = true;
        boolean words = true;
        for (byte one : head) {
            zeros &= one == 0;
            words &= one >= ' ' || one == '\n' || one == '\t' || one == '\r' || one < 0;
        }
        if (zeros) {
            return "nothing but zeros at its beginning";
        }
        String bytes = HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(8, head.length));
        return words ? "a text" : "a file that begins with the bytes " + bytes;
    }
}
