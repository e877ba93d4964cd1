package org.rootbuild.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines, quoted for a POSIX shell. */
final class Shell {
    private Shell() {
    }

    static String line(List<String> words) {
        List<String> all = new ArrayList<>(List.of("rootbuild"));
        all.addAll(words);
        return command(all.toArray(String[]::new));
    }

    /** Of any program. */
    static String command(String... words) {
        return Arrays.stream(words).map(Shell::quoted).collect(Collectors.joining(" "));
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
