package org.rootbuild.language;

import java.nio.charset.StandardCharsets;

/** Texts from outside may hold halves of characters; they are written as question marks where only a key is made. */
final class Unicode {
    private Unicode() {
    }

    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
