package org.rootbuild.language;

import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.LambdaExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.CatchStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.control.SourceUnit;

/** Goes through a script and refuses every type that it mentions and that a recipe may not have values of. */
abstract class MentionedTypes extends ClassCodeVisitorSupport {
    private final ScriptCompilation compilation;

    MentionedTypes(ScriptCompilation compilation) {
        this.compilation = compilation;
    }

    /** Says that the node is not allowed, where that is not in the code of a step. */
    abstract void refuse(Message message, ASTNode at);

    @Override
    protected SourceUnit getSourceUnit() {
        return compilation.source();
    }

    @Override
    public void visitMethod(MethodNode method) {
        if (method.getLineNumber() > 0) {
            mention(method.getReturnType(), method);
            parameters(method.getParameters());
        }
        super.visitMethod(method);
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        for (Expression each : declaration.getLeftExpression() instanceof TupleExpression many ? many.getExpressions()
            : List.of(declaration.getLeftExpression())) {
            mention(((VariableExpression) each).getOriginType(), each);
        }
        super.visitDeclarationExpression(declaration);
    }

    @Override
    public void visitCastExpression(CastExpression cast) {
        mention(cast.getType(), cast);
        super.visitCastExpression(cast);
    }

    @Override
    public void visitArrayExpression(ArrayExpression array) {
        mention(array.getElementType(), array);
        super.visitArrayExpression(array);
    }

    @Override
    public void visitClassExpression(ClassExpression type) {
        mention(type.getType(), type);
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        parameters(closure.getParameters());
        super.visitClosureExpression(closure);
    }

    @Override
    public void visitLambdaExpression(LambdaExpression lambda) {
        visitClosureExpression(lambda);
    }

    @Override
    public void visitCatchStatement(CatchStatement statement) {
        mention(statement.getExceptionType(), statement);
        super.visitCatchStatement(statement);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        for (Parameter variable : new Parameter[] {loop.getIndexVariable(), loop.getValueVariable()}) {
            if (variable != null) {
                mention(variable.getType(), loop);
            }
        }
        super.visitForLoop(loop);
    }

    final void parameters(Parameter[] parameters) {
        for (Parameter parameter : parameters == null ? Parameter.EMPTY_ARRAY : parameters) {
            mention(parameter.getOriginType(), parameter);
            if (parameter.hasInitialExpression()) {
                parameter.getInitialExpression().visit(this);
            }
        }
    }

    final void mention(ClassNode type, ASTNode at) {
        if (type != null && !Allowed.type(type) && !compilation.isScript(type.getName())) {
            refuse(Forbidden.type(TypeWords.simple(type.getName())), at);
        }
    }
}
