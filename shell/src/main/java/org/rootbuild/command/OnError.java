package org.rootbuild.command;

/** What is done about a failed step. */
sealed interface OnError {
    /** The run ends. */
    record Stop() implements OnError {
    }

    /** A person is asked. */
    record Ask() implements OnError {
    }

    /** Each step that fails is tried again so many times at most. */
    record Retry(int times) implements OnError {
    }

    /** Reads {@code ask}, {@code stop} or {@code retry:N}. */
    static OnError parse(String text, boolean canAnswer) throws UsageError {
        if (text.equals("stop")) {
            return new Stop();
        } else if (text.equals("ask")) {
            if (!canAnswer) {
                throw new UsageError("--on-error ask: nobody can answer, since there is no terminal",
                    "Use --on-error stop or --on-error retry:N.");
            }
            return new Ask();
        } else if (text.startsWith("retry:")) {
            return new Retry(UsageNumber.parse("--on-error " + text, text.substring("retry:".length()), 1, 1_000));
        }
        throw new UsageError("--on-error " + text + " is not known", "Use ask, stop, or retry:N such as retry:3.");
    }
}
