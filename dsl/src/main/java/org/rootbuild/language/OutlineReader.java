package org.rootbuild.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.rootbuild.language.Statement.Form;

/** Makes the outline of a script from what the parser made of it. */
final class OutlineReader {
    private final String text;
    private final ModuleNode module;
    private final List<Integer> lineStarts = new ArrayList<>();
    private final Mentions all = new Mentions();

    OutlineReader(String text, ModuleNode module) {
        this.text = text;
        this.module = module;
        lineStarts.add(0);
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lineStarts.add(at + 1);
        }
    }

    Outline read() {
        List<Statement> statements = new ArrayList<>();
        imports().filter(OutlineReader::isWritten).forEach(each -> statements.add(plain(Form.IMPORT, List.of(), each)));
        for (org.codehaus.groovy.ast.stmt.Statement each : module.getStatementBlock().getStatements()) {
            if (isWritten(each)) {
                statements.add(statement(each));
            }
        }
        module.getMethods().stream().filter(OutlineReader::isWritten).forEach(each -> statements.add(function(each)));
        for (ClassNode each : module.getClasses()) {
            if (isWritten(each) && !each.isScript() && each.getOuterClass() == null) {
                statements.add(plain(Form.TYPE, List.of(each.getNameWithoutPackage()), each));
            }
        }
        statements.sort(Comparator.comparingInt(statement -> statement.span().start()));
        return new Outline(text, statements, all.literals().stream().map(this::span).toList());
    }

    private Stream<ASTNode> imports() {
        return Stream.of(module.getImports(), module.getStarImports(), module.getStaticImports().values(),
            module.getStaticStarImports().values()).flatMap(java.util.Collection::stream);
    }

    /** Whether the text has it: what the parser adds has no place. */
    private static boolean isWritten(ASTNode node) {
        return node.getLineNumber() > 0 && node.getLastLineNumber() > 0;
    }

    private Statement plain(Form form, List<String> declares, ASTNode node) {
        return new Statement(form, "", Optional.empty(), declares, Set.of(), Set.of(), Set.of(), span(node), Optional.empty(),
            Optional.empty(), List.of());
    }

    private Statement function(MethodNode method) {
        Mentions mentions = new Mentions();
        Stream.of(method.getParameters()).forEach(parameter -> mentions.own(parameter.getName()));
        if (method.getCode() != null) {
            method.getCode().visit(mentions);
            method.getCode().visit(all);
        }
        return new Statement(Form.FUNCTION, "", Optional.empty(), List.of(method.getName()), mentions.calls(),
            mentions.opens(), mentions.uses(), span(method), Optional.empty(), Optional.empty(), List.of());
    }

    private Statement statement(org.codehaus.groovy.ast.stmt.Statement node) {
        Mentions mentions = new Mentions();
        node.visit(mentions);
        node.visit(all);
        if (!(node instanceof ExpressionStatement one)) {
            return new Statement(Form.OTHER, "", Optional.empty(), List.of(), mentions.calls(), mentions.opens(), mentions.uses(),
                span(node), Optional.empty(), Optional.empty(), List.of());
        }
        Expression expression = one.getExpression();
        Expression value = expression instanceof DeclarationExpression declaration ? declaration.getRightExpression()
            : expression;
        Optional<MethodCallExpression> word = word(value);
        boolean alone = word.isPresent() && word.get() == value;
        Optional<ClosureExpression> block = alone ? block(word.get()) : Optional.empty();
        Form form = expression instanceof DeclarationExpression ? Form.VARIABLE : alone ? Form.WORD : Form.OTHER;
        Optional<Span> valueSpan = form == Form.VARIABLE && !(value instanceof EmptyExpression) && isWritten(value)
            ? Optional.of(span(value)) : Optional.empty();
        return new Statement(form, word.map(MethodCallExpression::getMethodAsString).orElse(""),
            word.flatMap(this::label), expression instanceof DeclarationExpression declaration ? declared(declaration) : List.of(),
            mentions.calls(), mentions.opens(), mentions.uses(), span(node), valueSpan, block.map(this::inner),
            block.map(this::inside).orElse(List.of()));
    }

    /** The call on nothing that a chain of calls and properties begins with. */
    private static Optional<MethodCallExpression> word(Expression expression) {
        Expression at = expression;
        while (true) {
            if (at instanceof MethodCallExpression call) {
                if (call.isImplicitThis() && call.getMethodAsString() != null) {
                    return Optional.of(call);
                }
                at = call.getObjectExpression();
            } else if (at instanceof PropertyExpression property) {
                at = property.getObjectExpression();
            } else {
                return Optional.empty();
            }
        }
    }

    private Optional<String> label(MethodCallExpression call) {
        return CallArguments.positional(call.getArguments()).stream().findFirst()
            .filter(first -> first instanceof ConstantExpression constant && constant.getValue() instanceof String)
            .map(first -> (String) ((ConstantExpression) first).getValue());
    }

    private static List<String> declared(DeclarationExpression declaration) {
        Expression left = declaration.getLeftExpression();
        List<Expression> each = left instanceof TupleExpression many ? many.getExpressions() : List.of(left);
        return each.stream().filter(VariableExpression.class::isInstance).map(VariableExpression.class::cast)
            .map(VariableExpression::getName).toList();
    }

    private static Optional<ClosureExpression> block(MethodCallExpression call) {
        List<Expression> arguments = CallArguments.positional(call.getArguments());
        return arguments.isEmpty() || !(arguments.get(arguments.size() - 1) instanceof ClosureExpression closure)
            || closure.getParameters() != null && closure.getParameters().length > 0 || !isWritten(closure)
            ? Optional.empty() : Optional.of(closure);
    }

    private Span inner(ClosureExpression block) {
        Span braces = span(block);
        return new Span(braces.start() + 1, braces.end() - 1);
    }

    private List<Statement> inside(ClosureExpression block) {
        List<Statement> inside = new ArrayList<>();
        if (block.getCode() instanceof BlockStatement code) {
            for (org.codehaus.groovy.ast.stmt.Statement each : code.getStatements()) {
                if (isWritten(each)) {
                    inside.add(statement(each));
                }
            }
        }
        return inside;
    }

    private Span span(ASTNode node) {
        int start = offset(node.getLineNumber(), node.getColumnNumber());
        int end = offset(node.getLastLineNumber(), node.getLastColumnNumber());
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return new Span(start, end);
    }

    private int offset(int line, int column) {
        int start = line > lineStarts.size() ? text.length() : lineStarts.get(line - 1);
        return Math.min(text.length(), start + Math.max(0, column - 1));
    }
}
