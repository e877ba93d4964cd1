package org.rootbuild.verbs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.rootbuild.language.PassSpec;

/** The words of a command as recipes give them: texts and whole numbers, and lists of them. */
final class ArgumentList {
    /** MAX_ARG_STRLEN of Linux (include/uapi/linux/binfmts.h), with the NUL at its end. */
    static final int WORD_LIMIT_BYTES = 128 << 10;

    private ArgumentList() {
    }

    static List<String> of(PassSpec pass, Object... given) {
        List<String> words = new ArrayList<>();
        for (Object one : given) {
            add(pass, one, words);
        }
        return words;
    }

    private static void add(PassSpec pass, Object one, List<String> words) {
        if (one instanceof Collection<?> many) {
            many.forEach(each -> add(pass, each, words));
        } else if (one instanceof Object[] many) {
            List.of(many).forEach(each -> add(pass, each, words));
        } else if (one instanceof CharSequence || one instanceof Integer || one instanceof Long) {
            words.add(checked(pass, one.toString()));
        } else {
            pass.problem("a word of a command is " + (one == null ? "null" : "no text: " + one),
                "Write texts, whole numbers, or lists of them.");
        }
    }

    static String checked(PassSpec pass, String word) {
        if (word.indexOf('\0') >= 0) {
            pass.problem("a word of a command holds a NUL character", "Remove it.");
        } else if (word.length() >= WORD_LIMIT_BYTES / 3
            && word.getBytes(StandardCharsets.UTF_8).length >= WORD_LIMIT_BYTES) {
            pass.problem("a word of a command has more than 128 KiB, which the kernel does not take",
                "Write it to a file with 'write', and let the command read that.");
        }
        return word;
    }
}
