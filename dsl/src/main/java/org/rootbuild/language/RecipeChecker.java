package org.rootbuild.language;

import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCall;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.transform.stc.TypeCheckingExtension;

/** Gives {@code include} the type of the script that it names, and checks the whole script once all types are known. */
final class RecipeChecker extends TypeCheckingExtension {
    private final RecipeTypeVisitor visitor;
    private final ScriptCompilation compilation;

    RecipeChecker(RecipeTypeVisitor visitor, ScriptCompilation compilation) {
        super(visitor);
        this.visitor = visitor;
        this.compilation = compilation;
    }

    @Override
    public void afterMethodCall(MethodCall call) {
        if (call instanceof MethodCallExpression expression && isInclude(getTargetMethod(expression))) {
            include(expression);
        }
    }

    private static boolean isInclude(MethodNode target) {
        return target != null && target.getName().equals("include")
            && target.getDeclaringClass().getName().equals(RecipeScript.class.getName());
    }

    private void include(MethodCallExpression call) {
        Expression path = CallArguments.of(call).get(0);
        if (!(path instanceof ConstantExpression constant) || !(constant.getValue() instanceof String text)) {
            compilation.includeFailed();
            visitor.say(new Message("the path of an included script must be a plain text",
                "Write it out, so that the script can be checked before anything runs."), path);
            return;
        }
        try {
            ClassNode included = compilation.include(text);
            storeType(call, included);
        } catch (Rejected rejected) {
            compilation.includeFailed();
            visitor.say(new Message(rejected.getMessage(), rejected.hint()), path);
        }
    }

    @Override
    public void finish() {
        ClassNode script = visitor.script();
        new SafetyCheck(visitor, compilation).visitClass(script);
        if (!compilation.hasErrors()) {
            new Instrumentation(compilation).visitClass(script);
            compilation.keepTexts(script);
        }
    }
}
