package org.rootbuild.plan;

/** What will become of a node. */
public enum Verdict {
    /** Its result is in the store. */
    REUSE("reuse"),
    /** It will be made, brought or tried. */
    RUN("run"),
    /** It is not in the store, but nothing that will run needs it. */
    UNNEEDED("not needed"),
    /** It is passed over, as a person said. */
    SKIP("skip");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** As people and JSON read it. */
    public String word() {
        return word;
    }
}
