package org.rootbuild.verbs;

/** Something that a recipe says of a disk and that cannot be; the place is known where it is caught. */
final class DiskMistake extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    /** @param hint what to write instead, as full sentences */
    DiskMistake(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}
