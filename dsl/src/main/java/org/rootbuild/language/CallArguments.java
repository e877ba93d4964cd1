package org.rootbuild.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;

/** The arguments of a call as the recipe writes them. */
final class CallArguments {
    private CallArguments() {
    }

    /** All of them; named ones together as one map, first. */
    static List<Expression> of(MethodCallExpression call) {
        return of(call.getArguments());
    }

    static List<Expression> of(Expression arguments) {
        return arguments instanceof TupleExpression tuple ? tuple.getExpressions() : List.of(arguments);
    }

    /** The named ones, if there are any. */
    static Optional<MapExpression> named(Expression arguments) {
        List<Expression> all = of(arguments);
        if (all.isEmpty() || !(all.get(0) instanceof MapExpression map)) {
            return Optional.empty();
        }
        return Optional.of(map);
    }

    /** Those that stand between the parentheses without a name. */
    static List<Expression> positional(Expression arguments) {
        List<Expression> all = new ArrayList<>(of(arguments));
        named(arguments).ifPresent(all::remove);
        return all;
    }
}
