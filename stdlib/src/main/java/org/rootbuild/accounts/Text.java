package org.rootbuild.accounts;

import org.rootbuild.problem.Failure;

/** What may stand in a field of an account file, and in a message about one. */
final class Text {
    private static final int SHOWN_CHARACTERS = 60;

    private Text() {
    }

    /** @throws Failure when the text would end the field or the line that it stands in */
    static String field(String what, String text) throws Failure {
        if (text.indexOf(':') >= 0 || text.chars().anyMatch(Character::isISOControl)) {
            throw new Failure("the " + what + " '" + shown(text) + "' holds a colon or a control character",
                "Fields of /etc/passwd and /etc/group end with a colon, lines with a line break; write it without.");
        }
        return text;
    }

    /** @throws Failure when it is no absolute path that a field can hold */
    static String path(String what, String text) throws Failure {
        field(what, text);
        if (!text.startsWith("/") || ("/" + text + "/").contains("/../")) {
            throw new Failure("the " + what + " '" + shown(text) + "' is no absolute path without '..'",
                "Write it from the root on, such as /home/user.");
        }
        return text;
    }

    static String shown(String text) {
        String line = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
        return line.replaceAll("\\p{Cntrl}", "?");
    }
}
