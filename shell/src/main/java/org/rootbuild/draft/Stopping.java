package org.rootbuild.draft;

import groovy.transform.ThreadInterrupt;
import java.util.Optional;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.stmt.DoWhileStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.WhileStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Lets an endless loop be stopped: it looks each time round whether its thread is interrupted. An input without loops,
 * blocks, functions and classes goes without, and so does not wait for what this needs.
 */
final class Stopping extends CompilationCustomizer {
    private Optional<ASTTransformationCustomizer> checks = Optional.empty();

    Stopping() {
        super(CompilePhase.CANONICALIZATION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        if (!canLoop(source, node)) {
            return;
        }
        if (checks.isEmpty()) {
            checks = Optional.of(new ASTTransformationCustomizer(ThreadInterrupt.class));
        }
        checks.get().call(source, context, node);
    }

    private static boolean canLoop(SourceUnit source, ClassNode node) {
        if (!node.isScript() || !source.getAST().getMethods().stream().allMatch(method -> method.getLineNumber() < 1
            || method.isScriptBody())) {
            return true;
        }
        Loops loops = new Loops();
        source.getAST().getStatementBlock().visit(loops);
        return loops.found;
    }

    private static final class Loops extends CodeVisitorSupport {
        private boolean found;

        @Override
        public void visitWhileLoop(WhileStatement loop) {
            found = true;
        }

        @Override
        public void visitDoWhileLoop(DoWhileStatement loop) {
            found = true;
        }

        @Override
        public void visitForLoop(ForStatement loop) {
            found = true;
        }

        @Override
        public void visitClosureExpression(ClosureExpression closure) {
            found = true;
        }
    }
}
