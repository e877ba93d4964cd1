package org.rootbuild.language;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;

/**
 * Finds permission bits that are written in decimal by mistake: {@code chmod 755} would set 01363. Whether a number was
 * written in octal is known only from the script's text.
 */
final class PermissionBits {
    /** What arguments that take permission bits are called. */
    static final String ARGUMENT = "mode";

    private static final Pattern DECIMAL = Pattern.compile("[1-7][0-7]{1,3}(?![\\w.])");

    private final List<String> lines;

    PermissionBits(List<String> lines) {
        this.lines = lines;
    }

    /** What is wrong with the value of such an argument. */
    Optional<Message> wrong(Expression value) {
        int line = value.getLineNumber();
        int column = value.getColumnNumber();
        if (!(value instanceof ConstantExpression) || line < 1 || line > lines.size() || column < 1
            || column > lines.get(line - 1).length()) {
            return Optional.empty();
        }
        Matcher number = DECIMAL.matcher(lines.get(line - 1)).region(column - 1, lines.get(line - 1).length());
        return number.lookingAt() ? Optional.of(new Message(number.group() + " is a decimal number",
            "Permission bits are written in octal, with a leading 0: 0" + number.group() + ".")) : Optional.empty();
    }
}
