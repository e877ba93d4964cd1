package org.rootbuild.report;

/** How a session ended, or that it did not. */
enum Outcome {
    DONE("Done", "done"), FAILED("Failed", "failed"), STOPPED("Stopped", "stopped"),
    INTERRUPTED("Interrupted", "stopped"), KILLED("Killed", "failed"), RUNNING("Running", "running");

    private final String word;
    private final String look;

    Outcome(String word, String look) {
        this.word = word;
        this.look = look;
    }

    String word() {
        return word;
    }

    /** The class of the page's style. */
    String look() {
        return look;
    }

    static Outcome of(String word) {
        return switch (word) {
            case "done" -> DONE;
            case "failed" -> FAILED;
            case "interrupted" -> INTERRUPTED;
            default -> STOPPED;
        };
    }
}
