package org.rootbuild.language;

import java.util.regex.Pattern;

/** The forms that names in recipes have. */
final class Names {
    private static final int LIMIT = 100;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+-]*");
    private static final Pattern FILE = Pattern.compile("[^/\\p{Cntrl}]+");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private Names() {
    }

    /** Of passes and roots: they become folder names and parts of commands. */
    static void checkPlain(String kind, String name) {
        check(kind, name, PLAIN, "Names of recipes, roots and passes begin with a letter or digit and go on with"
            + " letters, digits"
            + " and . _ : + - only.");
    }

    /** Of artifacts, which are files in the output folder. */
    static void checkFile(String name) {
        check("artifact", name, FILE, "The name of an artifact is the name of its file, without folders.");
        if (name.equals(".") || name.equals("..") || name.startsWith("-") || name.isBlank()) {
            throw new Rejected("'" + name + "' is no name for an artifact",
                "The name of an artifact is the name of its file.");
        }
    }

    /** Of sources and checks, which are only shown. */
    static void checkShown(String kind, String name) {
        check(kind, name, FILE, "The name of a " + kind + " is one line of text without '/'.");
        if (name.isBlank()) {
            throw new Rejected("a " + kind + " needs a name", "The name of a " + kind + " is one line of text.");
        }
    }

    static void checkParameter(String name) {
        check("parameter", name, IDENTIFIER, "Names of parameters begin with a letter and go on with letters, digits,"
            + " _ and - only.");
    }

    private static String article(String kind) {
        return ("aeio".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
    }

    private static void check(String kind, String name, Pattern form, String rule) {
        if (name.isEmpty()) {
            throw new Rejected(article(kind) + " needs a name", rule);
        }
        if (name.length() > LIMIT) {
            throw new Rejected("the name of a " + kind + " has " + name.length() + " characters",
                "At most " + LIMIT + " are allowed.");
        }
        if (!form.matcher(name).matches()) {
            throw new Rejected("'" + Values.shown(name) + "' is no name for " + article(kind), rule);
        }
    }
}
