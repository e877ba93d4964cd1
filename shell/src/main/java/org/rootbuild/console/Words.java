package org.rootbuild.console;

import java.util.ArrayList;
import java.util.List;

/** Takes a line of the shell apart. */
final class Words {
    private static final String OPENING = "{[(";
    private static final String CLOSING = "}])";

    private Words() {
    }

    /**
     * Words between blanks; quotes keep blanks in a word and are taken away, brackets keep what is in them together and
     * stay. A backslash takes the meaning from the sign behind it.
     */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char sign = line.charAt(i);
            if (sign == '\\' && i + 1 < line.length() && depth == 0) {
                word.append(line.charAt(++i));
                begun = true;
            } else if (quote != 0 && sign == quote || quote == 0 && (sign == '\'' || sign == '"')) {
                quote = quote == 0 ? sign : 0;
                begun = true;
                if (depth > 0) {
                    word.append(sign);
                }
            } else if (quote == 0 && depth == 0 && Character.isWhitespace(sign)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                depth += quote != 0 ? 0 : OPENING.indexOf(sign) >= 0 ? 1 : CLOSING.indexOf(sign) >= 0 && depth > 0 ? -1 : 0;
                word.append(sign);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    /** The name that the line begins with, if it is followed by a blank or by nothing. */
    static String first(String line) {
        String text = line.strip();
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }
}
