package org.rootbuild.language;

import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Makes every text with parts a plain text at once. Groovy keeps such texts as objects of another type, which are no
 * keys of maps, no items of a list of texts and not equal to the text that they show; a recipe has no use for that.
 */
final class PlainTexts extends CompilationCustomizer {
    /** The named argument that takes a text as it is indented in the recipe. */
    private static final String INDENTED = "indented";

    PlainTexts() {
        super(CompilePhase.CANONICALIZATION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        new Transformer(source).visitClass(node);
    }

    private static final class Transformer extends ClassCodeExpressionTransformer {
        private final SourceUnit source;

        private Transformer(SourceUnit source) {
            this.source = source;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitMethod(MethodNode method) {
            initials(method.getParameters());
            super.visitMethod(method);
        }

        @Override
        public Expression transform(Expression expression) {
            if (expression instanceof ClosureExpression closure) {
                if (closure.getParameters() != null) {
                    initials(closure.getParameters());
                }
                closure.getCode().visit(this);
                return closure;
            }
            if (isIndented(expression)) {
                MapEntryExpression entry = (MapEntryExpression) expression;
                MapEntryExpression whole = new MapEntryExpression(entry.getKeyExpression(),
                    super.transform(entry.getValueExpression()));
                whole.setSourcePosition(entry);
                return whole;
            }
            Expression inside = super.transform(expression);
            return inside instanceof GStringExpression text ? plain(text) : inside;
        }

        /** Only of the text that is written in the recipe are the lines indented, not of what is put into it. */
        private static boolean isIndented(Expression expression) {
            return expression instanceof MapEntryExpression entry
                && entry.getKeyExpression() instanceof ConstantExpression key && INDENTED.equals(key.getValue())
                && entry.getValueExpression() instanceof GStringExpression;
        }

        private void initials(Parameter[] parameters) {
            for (Parameter parameter : parameters) {
                if (parameter.hasInitialExpression()) {
                    parameter.setInitialExpression(transform(parameter.getInitialExpression()));
                }
            }
        }

        private static Expression plain(GStringExpression text) {
            MethodCallExpression call = new MethodCallExpression(text, "toString", new ArgumentListExpression());
            call.setImplicitThis(false);
            call.setSourcePosition(text);
            call.getMethod().setSourcePosition(text);
            return call;
        }
    }
}
