package org.rootbuild.language;

import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/**
 * Remembers on the parts of a script that they were found wrong: what is made of such a part is no error of its own.
 */
final class Faulty {
    private Faulty() {
    }

    static void mark(ASTNode node) {
        node.putNodeMetaData(Faulty.class, Boolean.TRUE);
    }

    /** Whether a part of the node was found wrong, or the node itself. */
    static boolean holds(ASTNode node) {
        boolean[] found = {isMarked(node)};
        node.visit(new CodeVisitorSupport() {
            @Override
            public void visitVariableExpression(VariableExpression variable) {
                found[0] |= isMarked(variable) || variable.getAccessedVariable() instanceof VariableExpression declared
                    && isMarked(declared);
            }

            @Override
            public void visitPropertyExpression(PropertyExpression property) {
                found[0] |= isMarked(property);
                super.visitPropertyExpression(property);
            }

            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                found[0] |= isMarked(call);
                super.visitMethodCallExpression(call);
            }

            @Override
            public void visitConstructorCallExpression(ConstructorCallExpression call) {
                found[0] |= isMarked(call);
                super.visitConstructorCallExpression(call);
            }

            @Override
            public void visitClosureExpression(ClosureExpression closure) {
                // What is wrong inside a closure says nothing about what the closure is given to.
            }
        });
        return found[0];
    }

    private static boolean isMarked(ASTNode node) {
        return node.getNodeMetaData(Faulty.class) != null;
    }
}
