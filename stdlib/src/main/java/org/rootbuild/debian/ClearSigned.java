package org.rootbuild.debian;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;

/**
 * A message with a clear-text signature (RFC 9580, section 7). Nothing but the one signed part is let through: text
 * before, between or behind it is a failure, because a reader could take it for signed.
 *
 * @param text      the signed text, dash escapes undone and blanks at line ends gone, as it was signed; lines end in LF
 * @param signature the armored signatures
 */
record ClearSigned(String text, String signature) {
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String BEGIN_SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END_SIGNATURE = "-----END PGP SIGNATURE-----";

    /** Reads such a message; {@code shown} names it in failures. */
    static ClearSigned parse(byte[] message, String shown) throws Failure {
        List<String> lines = lines(message, shown);
        if (lines.isEmpty() || !lines.get(0).equals(BEGIN)) {
            boolean comesLater = lines.contains(BEGIN);
            throw comesLater ? refused(shown, "has text before its signed part") : refused(shown, "is not signed");
        }
        int at = 1;
        while (at < lines.size() && !lines.get(at).isEmpty()) {
            if (!lines.get(at).startsWith("Hash: ")) {
                throw refused(shown, "has an unknown line before its signed text");
            }
            at++;
        }
        List<String> text = new ArrayList<>();
        for (at++; at < lines.size() && !lines.get(at).equals(BEGIN_SIGNATURE); at++) {
            String line = lines.get(at);
            if (line.startsWith("-") && !line.startsWith("- ")) {
                throw refused(shown, "has more than one signed part, or a line that is not escaped");
            }
            text.add(line.startsWith("- ") ? line.substring(2) : line);
        }
        return new ClearSigned(String.join("\n", text), signature(lines, at, shown));
    }

    /** The bytes that the signatures are made over: lines end in CR LF, the last one has no end. */
    byte[] canonicalBytes() {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String signature(List<String> lines, int from, String shown) throws Failure {
        int end = lines.indexOf(END_SIGNATURE);
        if (from >= lines.size() || end < from) {
            throw refused(shown, "is cut off: its signature has no end");
        }
        if (lines.subList(end + 1, lines.size()).stream().anyMatch(line -> !line.isEmpty())) {
            throw refused(shown, "has text behind its signature");
        }
        List<String> armor = lines.subList(from, end + 1);
        if (armor.lastIndexOf(BEGIN_SIGNATURE) != 0) {
            throw refused(shown, "has more than one signature block");
        }
        return String.join("\n", armor);
    }

    private static List<String> lines(byte[] message, String shown) throws Failure {
        try {
            String all = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
            List<String> lines = new ArrayList<>();
            for (String line : all.split("\n", -1)) {
                lines.add(withoutTrailingBlanks(line));
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw refused(shown, "is not a text in UTF-8");
        }
    }

    private static String withoutTrailingBlanks(String line) {
        int end = line.length();
        while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.substring(0, end);
    }

    private static Failure refused(String shown, String found) {
        return new Failure(shown + " " + found, "Use another mirror; this one does not send what Debian signed. A "
            + "network that asks to sign in first may also be the reason.");
    }
}
