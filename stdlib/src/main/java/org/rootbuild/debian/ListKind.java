package org.rootbuild.debian;

/** The lists that a release file vouches for and that are read here. */
enum ListKind {
    /** Binary packages of one architecture; {@code Provides} gives them other names. */
    PACKAGES("package list", "packages", "Provides"),
    /** Source packages; {@code Binary} names the packages that are built from them. */
    SOURCES("source list", "source packages", "Binary");

    private final String shown;
    private final String contents;
    private final String othersField;

    ListKind(String shown, String contents, String othersField) {
        this.shown = shown;
        this.contents = contents;
        this.othersField = othersField;
    }

    String shown() {
        return shown;
    }

    String othersField() {
        return othersField;
    }

    /** Where it is, relative to the folder of the suite. */
    String path(DebianArchive archive, String component) {
        return component + (this == SOURCES ? "/source/Sources" : "/binary-" + archive.architecture() + "/Packages");
    }

    /** What it holds, in messages. */
    String of(DebianArchive archive, String component) {
        return contents + " of component '" + component + "'"
            + (this == SOURCES ? "" : " for " + archive.architecture());
    }

    /** What to do where a release file does not have it. */
    String check() {
        return this == SOURCES ? "Check the component, and that the mirror carries sources."
            : "Check the component and the architecture.";
    }
}
