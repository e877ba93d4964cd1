package org.rootbuild.command;

/** A whole number on the command line. */
final class UsageNumber {
    private UsageNumber() {
    }

    /** @param where the option with its value, as it was typed */
    static int parse(String where, String text, int least, int most) throws UsageError {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Told below, like a number that does not fit.
        }
        throw new UsageError(where + ": '" + text + "' is no number from " + least + " to " + most,
            "Name a number in that range, in digits.");
    }
}
