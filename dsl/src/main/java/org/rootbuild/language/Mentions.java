package org.rootbuild.language;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** Collects what a piece of code mentions of what is around it. */
final class Mentions extends CodeVisitorSupport {
    private final Set<String> calls = new LinkedHashSet<>();
    private final Set<String> opens = new LinkedHashSet<>();
    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<String> own = new LinkedHashSet<>(Set.of("this", "super", "it"));
    private final List<ASTNode> literals = new ArrayList<>();

    Set<String> calls() {
        return calls;
    }

    /** Calls with a block. */
    Set<String> opens() {
        return opens;
    }

    /** A name that it declares itself is none of what is around it. */
    void own(String name) {
        own.add(name);
    }

    Set<String> uses() {
        Set<String> uses = new LinkedHashSet<>(variables);
        uses.addAll(calls);
        uses.removeAll(own);
        return uses;
    }

    /** The texts that go over several lines. */
    List<ASTNode> literals() {
        return literals;
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        if (call.isImplicitThis() && call.getMethodAsString() != null) {
            calls.add(call.getMethodAsString());
            if (call.getArguments() instanceof TupleExpression given && !given.getExpressions().isEmpty()
                && given.getExpressions().get(given.getExpressions().size() - 1) instanceof ClosureExpression) {
                opens.add(call.getMethodAsString());
            }
        }
        super.visitMethodCallExpression(call);
    }

    @Override
    public void visitVariableExpression(VariableExpression variable) {
        variables.add(variable.getName());
        super.visitVariableExpression(variable);
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        Expression left = declaration.getLeftExpression();
        for (Expression each : left instanceof TupleExpression many ? many.getExpressions() : List.of(left)) {
            if (each instanceof VariableExpression variable) {
                own.add(variable.getName());
            }
        }
        super.visitDeclarationExpression(declaration);
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        if (closure.getParameters() != null) {
            for (org.codehaus.groovy.ast.Parameter parameter : closure.getParameters()) {
                own.add(parameter.getName());
            }
        }
        super.visitClosureExpression(closure);
    }

    @Override
    public void visitConstantExpression(ConstantExpression constant) {
        literal(constant);
        super.visitConstantExpression(constant);
    }

    @Override
    public void visitGStringExpression(GStringExpression text) {
        literal(text);
        super.visitGStringExpression(text);
    }

    private void literal(ASTNode node) {
        if (node.getLineNumber() > 0 && node.getLastLineNumber() > node.getLineNumber()) {
            literals.add(node);
        }
    }
}
