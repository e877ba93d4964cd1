package org.rootbuild.language;

import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import java.util.regex.PatternSyntaxException;

/** Says in a recipe's words what an exception of the machine or of Groovy means. */
final class Thrown {
    private Thrown() {
    }

    static String message(Throwable thrown) {
        String text = thrown.getMessage() == null ? "" : thrown.getMessage();
        String detail = Values.shown(text.lines().findFirst().orElse(""));
        if (thrown instanceof ArithmeticException) {
            return detail.toLowerCase(java.util.Locale.ROOT).contains("zero") ? "a division by zero"
                : "a calculation has no exact result: " + detail;
        }
        if (thrown instanceof NullPointerException) {
            return "a value is missing here: it is null";
        }
        if (thrown instanceof ClassCastException) {
            return "a value here has another type than the recipe says";
        }
        if (thrown instanceof IndexOutOfBoundsException) {
            return "there is no such item: " + detail;
        }
        if (thrown instanceof NumberFormatException) {
            return "a text is no number: " + detail;
        }
        if (thrown instanceof PatternSyntaxException) {
            return "a regular expression is malformed: " + detail;
        }
        return rarer(thrown, detail);
    }

    private static String rarer(Throwable thrown, String detail) {
        if (thrown instanceof UnsupportedOperationException) {
            return "this list or map cannot be changed";
        }
        if (thrown instanceof ConcurrentModificationException) {
            return "a list or map is changed while it is gone through";
        }
        if (thrown instanceof NoSuchElementException) {
            return "there is no such item";
        }
        if (thrown instanceof AssertionError) {
            return "this does not hold: " + detail.replaceFirst("^assert ", "");
        }
        return detail.isEmpty() ? "the recipe ends here with " + thrown.getClass().getSimpleName() : detail;
    }

    static String hint(Throwable thrown) {
        if (thrown instanceof UnsupportedOperationException) {
            return "Make a new one: list + ['item'].";
        }
        if (thrown instanceof NullPointerException) {
            return "Give it a value first; of a list or map, look whether the item is there.";
        }
        return "";
    }
}
