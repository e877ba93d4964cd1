package org.rootbuild.language;

import java.util.Set;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingSupport;

/** Operators for which the type checker names no method: arithmetic on numbers, comparisons, and brackets. */
final class Operators {
    private static final Set<String> ON_NUMBERS = Set.of("+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|",
        "^",
        "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=");

    private Operators() {
    }

    static boolean areSafe(BinaryExpression binary, ClassNode left, ClassNode right) {
        String operator = binary.getOperation().getText();
        if (operator.startsWith("[") || operator.startsWith("?[")) {
            return isItem(left, right);
        }
        return !ON_NUMBERS.contains(operator) || isNumber(left) && isNumber(right);
    }

    /**
     * Items of lists, texts and matchers by their numbers, and entries of maps: not properties of a value by their
     * names.
     */
    private static boolean isItem(ClassNode left, ClassNode right) {
        boolean byNumber = isNumber(right) || is(right, java.util.Collection.class);
        return left.isArray() || is(left, java.util.Map.class) || byNumber && (is(left, java.util.List.class)
            || is(left, CharSequence.class) || is(left, java.util.regex.Matcher.class));
    }

    private static boolean isNumber(ClassNode type) {
        return is(ClassHelper.getWrapper(type), Number.class)
            || ClassHelper.getWrapper(type).equals(ClassHelper.Character_TYPE);
    }

    private static boolean is(ClassNode type, Class<?> wanted) {
        return StaticTypeCheckingSupport.implementsInterfaceOrIsSubclassOf(type, ClassHelper.make(wanted));
    }
}
