package org.rootbuild.language;

import java.util.List;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.LambdaExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.DoWhileStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.WhileStatement;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.rootbuild.verb.Deferred;

/**
 * Puts into a checked script what it needs while it is read: a look at the clock at the start of every loop, function
 * and closure, and around the code of each step the number of its text.
 */
final class Instrumentation extends ClassCodeVisitorSupport {
    private static final ClassNode WATCH = ClassHelper.make(Watch.class);
    private static final ClassNode SCRIPT = ClassHelper.make(RecipeScript.class);

    private final ScriptCompilation compilation;

    Instrumentation(ScriptCompilation compilation) {
        this.compilation = compilation;
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return compilation.source();
    }

    @Override
    public void visitMethod(MethodNode method) {
        super.visitMethod(method);
        if (method.getCode() instanceof BlockStatement block && !method.isSynthetic()) {
            tickFirst(block);
        }
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        super.visitClosureExpression(closure);
        if (closure.getCode() instanceof BlockStatement block) {
            tickFirst(block);
        }
    }

    @Override
    public void visitLambdaExpression(LambdaExpression lambda) {
        visitClosureExpression(lambda);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        super.visitForLoop(loop);
        loop.setLoopBlock(ticking(loop.getLoopBlock()));
    }

    @Override
    public void visitWhileLoop(WhileStatement loop) {
        super.visitWhileLoop(loop);
        loop.setLoopBlock(ticking(loop.getLoopBlock()));
    }

    @Override
    public void visitDoWhileLoop(DoWhileStatement loop) {
        super.visitDoWhileLoop(loop);
        loop.setLoopBlock(ticking(loop.getLoopBlock()));
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        call.getObjectExpression().visit(this);
        List<Expression> arguments = CallArguments.of(call);
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof ClosureExpression code && isDeferred(target, i)) {
                arguments.set(i, numbered(code));
            } else {
                arguments.get(i).visit(this);
            }
        }
    }

    private boolean isDeferred(MethodNode target, int argument) {
        return compilation.words().find(target).filter(word -> argument < word.parameters().size()
            && word.parameters().get(argument).isAnnotationPresent(Deferred.class)).isPresent();
    }

    private Expression numbered(ClosureExpression code) {
        int number = compilation.addDeferred(code);
        MethodNode method = SCRIPT.getMethods("deferred").get(0);
        MethodCallExpression call = call(SCRIPT, method, new ArgumentListExpression(code,
            new ConstantExpression(number, true)));
        call.putNodeMetaData(StaticTypesMarker.INFERRED_TYPE, ClassHelper.CLOSURE_TYPE.getPlainNodeReference());
        return call;
    }

    private static Statement ticking(Statement body) {
        BlockStatement block;
        if (body instanceof BlockStatement already) {
            block = already;
        } else {
            block = new BlockStatement();
            block.addStatement(body);
        }
        block.getStatements().add(0, tick());
        return block;
    }

    private static void tickFirst(BlockStatement block) {
        if (block.isEmpty()) {
            block.addStatement(new ReturnStatement(new ConstantExpression(null)));
        }
        block.getStatements().add(0, tick());
    }

    private static Statement tick() {
        return new ExpressionStatement(call(WATCH, WATCH.getMethods("tick").get(0), new ArgumentListExpression()));
    }

    private static MethodCallExpression call(ClassNode type, MethodNode method, ArgumentListExpression arguments) {
        MethodCallExpression call = new MethodCallExpression(new ClassExpression(type), method.getName(), arguments);
        call.setImplicitThis(false);
        call.setMethodTarget(method);
        call.putNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET, method);
        call.putNodeMetaData(StaticTypesMarker.INFERRED_TYPE, method.getReturnType());
        return call;
    }
}
