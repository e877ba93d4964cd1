package org.rootbuild.language;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * Looks at a script right after it was parsed, before anything in it is looked up. Annotations are refused here,
 * because some of them run code while a script is compiled.
 */
final class EarlyCheck extends CompilationCustomizer {
    private static final Set<String> TAKEN = Stream.of(RecipeScript.class.getMethods(),
        RecipeScript.class.getDeclaredMethods()).flatMap(Stream::of).map(Method::getName)
        .collect(Collectors.toUnmodifiableSet());

    private final ScriptCompilation compilation;

    EarlyCheck(ScriptCompilation compilation) {
        super(CompilePhase.CONVERSION);
        this.compilation = compilation;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        ModuleNode module = source.getAST();
        if (!node.isScript()) {
            say(source, node, new Message("a recipe cannot declare a class",
                "Use functions, lists and maps; what needs a"
                + " class is a verb, which a jar can bring."));
            return;
        }
        Visitor visitor = new Visitor(source);
        if (module.hasPackage()) {
            say(source, module.getPackage(), new Message("a recipe has no package", "Remove the line."));
        }
        module.getImports().forEach(visitor::visitAnnotations);
        module.getStarImports().forEach(visitor::visitAnnotations);
        module.getStaticImports().values().forEach(visitor::visitAnnotations);
        module.getStaticStarImports().values().forEach(visitor::visitAnnotations);
        visitor.visitClass(node);
    }

    private static void say(SourceUnit source, ASTNode at, Message message) {
        source.getErrorCollector().addErrorAndContinue(new SyntaxErrorMessage(new SyntaxException(message.packed(),
            Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber())), source));
    }

    private final class Visitor extends ClassCodeVisitorSupport {
        private final SourceUnit source;

        private Visitor(SourceUnit source) {
            this.source = source;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitAnnotations(AnnotatedNode node) {
            for (AnnotationNode annotation : node.getAnnotations()) {
                if (annotation.getLineNumber() < 1) {
                    continue; // the compiler's own: what a recipe writes has a place
                }
                say(source, annotation, new Message("a recipe cannot have annotations",
                    "Remove '@" + TypeWords.simple(annotation.getClassNode().getName()) + "'."));
            }
            if (node instanceof ClassNode) {
                return;
            }
            super.visitAnnotations(node);
        }

        @Override
        public void visitMethod(MethodNode method) {
            if (method.getLineNumber() > 0 && !(method.getName().equals("run") && method.isScriptBody())) {
                compilation.declared(method.getName());
                if (TAKEN.contains(method.getName()) || method.getName().equals("main")) {
                    say(source, method, new Message("a function cannot be called '" + method.getName() + "'",
                        "Recipes have that word already; give the function another name."));
                }
            }
            parameters(method.getParameters());
            super.visitMethod(method);
        }

        /** {@code write '/a' 'b'} is Groovy for {@code write('/a').'b'}, which nobody means here. */
        @Override
        public void visitPropertyExpression(PropertyExpression property) {
            String name = property.getPropertyAsString();
            if (name != null && isWithoutDot(property.getProperty())) {
                boolean octal = name.matches("[oO][0-7]+");
                say(source, property.getProperty(), octal
                    ? new Message("'" + name + "' is not expected here", "Octal numbers begin with 0 only: 0"
                        + name.substring(1) + ".")
                    : new Message("a comma is missing before '" + Values.shown(name) + "'",
                        "Write it as: word 'one', 'two'."));
                return;
            }
            super.visitPropertyExpression(property);
        }

        private boolean isWithoutDot(Expression name) {
            List<String> lines = compilation.file().lines();
            if (name.getLineNumber() < 1 || name.getLineNumber() > lines.size() || name.getColumnNumber() < 2) {
                return false;
            }
            String line = lines.get(name.getLineNumber() - 1);
            String before = line.substring(0, Math.min(line.length(), name.getColumnNumber() - 1));
            // Inside a text, as in "$token.given", the dot is the first character of the name's own place.
            boolean beginsWithDot = line.startsWith(".", name.getColumnNumber() - 1);
            return !beginsWithDot && !before.isBlank() && !before.stripTrailing().matches(".*[.@&]");
        }

        @Override
        public void visitClosureExpression(ClosureExpression closure) {
            if (closure.getParameters() != null) {
                parameters(closure.getParameters());
            }
            super.visitClosureExpression(closure);
        }

        private void parameters(Parameter[] parameters) {
            for (Parameter parameter : parameters) {
                compilation.declared(parameter.getName());
                visitAnnotations(parameter);
            }
        }

        @Override
        public void visitDeclarationExpression(DeclarationExpression declaration) {
            visitAnnotations(declaration);
            Expression left = declaration.getLeftExpression();
            for (Expression each : left instanceof TupleExpression many ? many.getExpressions()
                : List.of(left)) {
                if (each instanceof VariableExpression variable) {
                    compilation.declared(variable.getName());
                    visitAnnotations(variable);
                }
            }
            super.visitDeclarationExpression(declaration);
        }
    }
}
