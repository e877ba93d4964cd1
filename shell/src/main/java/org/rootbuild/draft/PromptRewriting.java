package org.rootbuild.draft;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * Makes the variables of an input those of the prompt, so that they stay: {@code def x = 1} becomes {@code x = 1}.
 * Notes what else is kept. Refuses calls that would end the shell.
 */
final class PromptRewriting extends CompilationCustomizer {
    private static final Set<String> PRINTING = Set.of("println", "print", "printf");
    private static final Set<String> ENDING = Set.of("exit", "halt");

    private final Set<String> imports = new LinkedHashSet<>();
    private final Set<String> functions = new LinkedHashSet<>();
    private boolean silent;
    private boolean called;

    PromptRewriting() {
        super(CompilePhase.CONVERSION);
    }

    void begin() {
        imports.clear();
        functions.clear();
        silent = true;
        called = false;
    }

    /** The input's imports, each as it is written. */
    Set<String> imports() {
        return imports;
    }

    Set<String> functions() {
        return Set.copyOf(functions);
    }

    /** Whether the input could be parsed. */
    boolean isParsed() {
        return called;
    }

    boolean isSilent() {
        return silent;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        called = true;
        node.getMethods().forEach(method -> refuseEnd(source, method.getCode()));
        if (!node.isScript()) {
            return;
        }
        ModuleNode module = source.getAST();
        imports.addAll(written(module));
        module.getMethods().stream().filter(method -> method.getLineNumber() > 0).map(MethodNode::getName)
            .filter(name -> !name.equals("run") && !name.equals("main")).forEach(functions::add);
        List<Statement> statements = module.getStatementBlock().getStatements();
        statements.replaceAll(PromptRewriting::kept);
        refuseEnd(source, module.getStatementBlock());
        silent = statements.isEmpty() || isSilent(statements.get(statements.size() - 1));
    }

    private static Set<String> written(ModuleNode module) {
        return Stream.of(module.getImports(), module.getStarImports(), module.getStaticImports().values(),
                module.getStaticStarImports().values()).flatMap(java.util.Collection::stream)
            .map(ImportNode::getText).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Statement kept(Statement statement) {
        if (!(statement instanceof ExpressionStatement one)
            || !(one.getExpression() instanceof DeclarationExpression declaration)) {
            return statement;
        }
        Expression left = declaration.getLeftExpression();
        Expression right = declaration.getRightExpression() instanceof EmptyExpression ? ConstantExpression.NULL
            : declaration.getRightExpression();
        if (left instanceof VariableExpression variable) {
            if (!variable.isDynamicTyped() && right != ConstantExpression.NULL) {
                right = placed(CastExpression.asExpression(variable.getOriginType(), right), declaration);
            }
            left = placed(new VariableExpression(variable.getName()), variable);
        } else if (left instanceof TupleExpression many) {
            TupleExpression plain = new TupleExpression();
            many.getExpressions().forEach(each ->
                plain.addExpression(placed(new VariableExpression(((VariableExpression) each).getName()), each)));
            left = placed(plain, many);
        }
        Expression assigned = placed(new BinaryExpression(left, declaration.getOperation(), right), declaration);
        ExpressionStatement changed = new ExpressionStatement(assigned);
        changed.setSourcePosition(statement);
        return changed;
    }

    private static <E extends Expression> E placed(E expression, Expression as) {
        expression.setSourcePosition(as);
        return expression;
    }

    private static boolean isSilent(Statement last) {
        return !(last instanceof ExpressionStatement one) || one.getExpression() instanceof MethodCallExpression call
            && call.isImplicitThis() && PRINTING.contains(String.valueOf(call.getMethodAsString()));
    }

    private static void refuseEnd(SourceUnit source, Statement code) {
        if (code == null) {
            return;
        }
        code.visit(new CodeVisitorSupport() {
            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                String on = call.getObjectExpression().getText();
                if (ENDING.contains(String.valueOf(call.getMethodAsString()))
                    && (on.endsWith("System") || on.contains("untime"))) {
                    source.getErrorCollector().addErrorAndContinue(new SyntaxErrorMessage(new SyntaxException(
                        "this would end the shell: leave it with the command 'exit'", call.getLineNumber(),
                        call.getColumnNumber()), source));
                }
                super.visitMethodCallExpression(call);
            }
        });
    }
}
