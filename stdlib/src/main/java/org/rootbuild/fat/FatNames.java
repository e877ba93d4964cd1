package org.rootbuild.fat;

import java.util.Optional;

/** Which names FAT can hold. */
final class FatNames {
    private static final String FORBIDDEN = "\"*/:<>?\\|";

    private FatNames() {
    }

    /** Why this name cannot be on FAT, as the end of a sentence that begins with the name; empty when it can. */
    static Optional<String> problem(String name) {
        if (name.length() > LongName.LIMIT_UNITS) {
            return Optional.of("is longer than " + LongName.LIMIT_UNITS + " UTF-16 units");
        }
        for (int i = 0; i < name.length(); i++) {
            char one = name.charAt(i);
            if (one < ' ' || FORBIDDEN.indexOf(one) >= 0) {
                return Optional.of("holds " + (one < ' ' ? String.format("the control character 0x%02x", (int) one)
                    : "the character " + one));
            }
            if (Character.isSurrogate(one) && !paired(name, i)) {
                return Optional.of("holds half of a surrogate pair");
            }
        }
        boolean dropped = name.endsWith(".") || name.endsWith(" ");
        return dropped ? Optional.of("ends in a dot or a blank, which readers drop") : Optional.empty();
    }

    private static boolean paired(String name, int at) {
        return Character.isHighSurrogate(name.charAt(at))
            ? at + 1 < name.length() && Character.isLowSurrogate(name.charAt(at + 1))
            : at > 0 && Character.isHighSurrogate(name.charAt(at - 1));
    }
}
