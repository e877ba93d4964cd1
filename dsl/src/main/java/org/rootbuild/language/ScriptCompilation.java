package org.rootbuild.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.SourceUnit;

/** What the parts of the compiler share while they compile one script. */
final class ScriptCompilation {
    private final ScriptFile file;
    private final String className;
    private final RecipeCompilation recipe;
    private final CompilationUnit unit;
    private final SourceUnit source;
    private final List<ASTNode> misunderstood = new ArrayList<>();
    private final List<ClosureExpression> deferred = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();
    private final List<String> deferredTexts = new ArrayList<>();
    private final Map<String, String> functionTexts = new LinkedHashMap<>();
    private boolean failedInclude;

    ScriptCompilation(ScriptFile file, String className, RecipeCompilation recipe,
                      Function<ScriptCompilation, CompilationUnit> unit) {
        this.file = file;
        this.className = className;
        this.recipe = recipe;
        this.unit = unit.apply(this);
        this.source = this.unit.addSource(className + ScriptFile.ENDING, file.text());
    }

    ScriptFile file() {
        return file;
    }

    String className() {
        return className;
    }

    CompilationUnit unit() {
        return unit;
    }

    SourceUnit source() {
        return source;
    }

    WordIndex words() {
        return recipe.words();
    }

    boolean hasErrors() {
        return unit.getErrorCollector().hasErrors();
    }

    /** Whether the class is that of a script of this recipe. */
    boolean isScript(String name) {
        return name.equals(className) || recipe.isScript(name);
    }

    /** The names of variables and functions that this script declares anywhere, for suggestions. */
    List<String> variables() {
        return variables;
    }

    void declared(String variable) {
        variables.add(variable);
    }

    ClassNode include(String path) {
        ClassNode included = recipe.include(file, path);
        failedInclude |= included.getName().equals(RecipeScript.class.getName());
        return included;
    }

    /** Whether a script could not be included, so that its functions are not known. */
    boolean hasFailedInclude() {
        return failedInclude;
    }

    void includeFailed() {
        failedInclude = true;
    }

    String includedFunction(MethodNode function) {
        return recipe.functionText(function.getDeclaringClass().getName(), function.getName());
    }

    /** What stands in closures of a call that was not understood is not understood either: errors in it are no news. */
    void suppressInside(MethodCallExpression call) {
        for (Expression argument : CallArguments.of(call)) {
            if (argument instanceof ClosureExpression) {
                misunderstood.add(argument);
            }
        }
    }

    boolean isMisunderstood(int line, int column) {
        return misunderstood.stream().anyMatch(node -> isAfter(line, column, node.getLineNumber(),
            node.getColumnNumber())
            && isAfter(node.getLastLineNumber(), node.getLastColumnNumber(), line, column));
    }

    private static boolean isAfter(int line, int column, int otherLine, int otherColumn) {
        return line > otherLine || line == otherLine && column > otherColumn;
    }

    int addDeferred(ClosureExpression code) {
        deferred.add(code);
        return deferred.size() - 1;
    }

    /** Takes the texts of code and functions while the script is still as it was written; later phases rewrite it. */
    void keepTexts(ClassNode script) {
        CodeTexts texts = new CodeTexts(file.lines(), script, this);
        deferredTexts.addAll(deferred.stream().map(texts::of).toList());
        functionTexts.putAll(texts.functions());
    }

    /** The result; call it after the last phase. */
    CompiledScript compiled(Map<String, byte[]> classes) {
        return new CompiledScript(file, className, classes, deferredTexts, functionTexts);
    }
}
