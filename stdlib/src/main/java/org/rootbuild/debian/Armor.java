package org.rootbuild.debian;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Undoes ASCII armor (RFC 9580, section 6). The library's own reader waits for ever on some damaged inputs, and the
 * inputs here come from strangers. The optional checksum is not looked at: what matters here is signed.
 */
final class Armor {
    private Armor() {
    }

    /**
     * The bytes of every block of that kind, such as {@code PGP SIGNATURE}; text outside of blocks is passed over.
     *
     * @throws IllegalArgumentException where a block is damaged
     */
    static List<byte[]> decode(String text, String kind) {
        List<byte[]> blocks = new ArrayList<>();
        StringBuilder base64 = new StringBuilder();
        boolean isInside = false;
        boolean isInHeaders = false;
        for (String raw : text.split("\n", -1)) {
            String line = raw.strip();
            if (!isInside) {
                isInside = line.equals("-----BEGIN " + kind + "-----");
                isInHeaders = isInside;
            } else if (line.equals("-----END " + kind + "-----")) {
                blocks.add(Base64.getDecoder().decode(base64.toString()));
                base64.setLength(0);
                isInside = false;
            } else if (isInHeaders) {
                isInHeaders = !line.isEmpty();
            } else if (!line.startsWith("=")) {
                base64.append(line);
            }
        }
        if (isInside) {
            throw new IllegalArgumentException("an armored block has no end");
        }
        return blocks;
    }
}
