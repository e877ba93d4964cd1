package org.rootbuild.command;

import java.util.List;

/** Command lines of rootbuild, quoted for a POSIX shell. */
final class Shell {
    private Shell() {
    }

    static String line(List<String> words) {
        StringBuilder line = new StringBuilder("rootbuild");
        words.forEach(word -> line.append(' ').append(quoted(word)));
        return line.toString();
    }

    static String line(String... words) {
        return line(List.of(words));
    }

    private static String quoted(String word) {
        for (int i = 0; i < word.length(); i++) {
            char sign = word.charAt(i);
            boolean plain = sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z' || sign >= '0' && sign <= '9'
                || "-_./=:,+@%".indexOf(sign) >= 0;
            if (!plain) {
                return "'" + word.replace("'", "'\\''") + "'";
            }
        }
        return word.isEmpty() ? "''" : word;
    }
}
