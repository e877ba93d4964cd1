package org.rootbuild.language;

/**
 * Ends the part of a recipe that is being evaluated with a sentence for its author; the place is found where caught.
 */
final class Rejected extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    Rejected(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}
