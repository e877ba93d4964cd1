package org.rootbuild.report;

/** What became of a node or a step in one go. */
enum RunState {
    DONE("made", "✓"), FAILED("failed", "✗"), SKIPPED("skipped", "–"), CUT("not finished", "…"),
    RUNNING("running", "▶");

    private final String word;
    private final String sign;

    RunState(String word, String sign) {
        this.word = word;
        this.sign = sign;
    }

    String word() {
        return word;
    }

    /** One character, so that no meaning hangs on a colour. */
    String sign() {
        return sign;
    }
}
