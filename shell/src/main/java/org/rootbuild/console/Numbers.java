package org.rootbuild.console;

import org.rootbuild.command.UsageError;

/** Whole numbers that are typed. */
final class Numbers {
    private Numbers() {
    }

    /** @throws UsageError when it is none from {@code least} to {@code most} */
    static int of(String typed, int least, int most, ConsoleCommand command) throws UsageError {
        try {
            int number = Integer.parseInt(typed);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Told below.
        }
        throw Arguments.wrong(command, "'" + typed + "' is no number from " + least + " to " + most);
    }
}
