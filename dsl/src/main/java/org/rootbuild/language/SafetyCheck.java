package org.rootbuild.language;

import java.util.List;
import java.util.Optional;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.AttributeExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BitwiseNegationExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.FieldExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.expr.MethodReferenceExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.UnaryPlusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.SynchronizedStatement;
import org.codehaus.groovy.syntax.Types;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;
import org.rootbuild.verb.Deferred;

/**
 * Refuses everything in a recipe that could do more than describe (law 1). What is allowed is listed, and every call,
 * property, operator and type must be on the list by what the type checker resolved it to; what it could not resolve is
 * refused as well. The code of a step, in a closure that is {@link Deferred}, may do what it likes, but not speak the
 * recipe's words.
 */
final class SafetyCheck extends MentionedTypes {
    private final RecipeTypeVisitor types;
    private final ScriptCompilation compilation;
    private final PermissionBits bits;
    private final NamedArguments named;
    private boolean inStep;

    SafetyCheck(RecipeTypeVisitor types, ScriptCompilation compilation) {
        super(compilation);
        this.types = types;
        this.compilation = compilation;
        this.bits = new PermissionBits(compilation.file().lines());
        this.named = new NamedArguments(types, bits);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        Optional<Word> word = target == null ? Optional.empty() : compilation.words().find(target);
        if (call.getObjectExpression() instanceof ClassExpression type) {
            mention(type.getType(), type);
        } else {
            call.getObjectExpression().visit(this);
        }
        if (!Faulty.holds(call.getObjectExpression())) {
            check(target, word, call.getMethodAsString(), call, call.getMethod());
        }
        arguments(call.getArguments(), word);
    }

    private void arguments(Expression arguments, Optional<Word> word) {
        word.ifPresent(known -> named.check(known, arguments));
        List<Expression> all = CallArguments.of(arguments);
        for (int i = 0; i < all.size(); i++) {
            boolean deferred = word.isPresent() && i < word.get().parameters().size()
                && word.get().parameters().get(i).isAnnotationPresent(Deferred.class);
            if (!deferred) {
                all.get(i).visit(this);
                bits(word, i, all.get(i));
            } else if (all.get(i) instanceof ClosureExpression code) {
                step(code);
            } else {
                types.say(new Message("the code of a step must be written in place", "Write { … } directly behind '"
                    + word.get().name() + "'."), all.get(i));
            }
        }
    }

    private void bits(Optional<Word> word, int index, Expression given) {
        if (word.isPresent() && index < word.get().parameters().size()
            && word.get().parameters().get(index).getName().equals(PermissionBits.ARGUMENT)) {
            bits.wrong(given).ifPresent(wrong -> types.say(wrong, given));
        }
    }

    private void step(ClosureExpression code) {
        boolean outer = inStep;
        inStep = true;
        code.getCode().visit(this);
        inStep = outer;
    }

    @Override
    public void visitStaticMethodCallExpression(StaticMethodCallExpression call) {
        MethodNode target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        check(target, target == null ? Optional.empty() : compilation.words().find(target), call.getMethod(), call,
            call);
        call.getArguments().visit(this);
    }

    private void check(MethodNode target, Optional<Word> word, String name, ASTNode call, ASTNode at) {
        if (target == null || call.getNodeMetaData(StaticTypesMarker.DYNAMIC_RESOLUTION) != null) {
            unresolved(name, at);
        } else if (word.isPresent()) {
            if (inStep && isOfRecipe(word.get())) {
                types.say(new Message("'" + name + "' is a word of the recipe and cannot stand in the code of a step",
                    "Say it before, and let the step take a variable."), at);
            }
        } else if (inStep && Forbidden.ends(target)) {
            types.say(new Message("a step cannot end rootbuild", "End the step with: throw new"
                + " IllegalStateException('why'), or 'return' where all is well."), at);
        } else if (!inStep && !isOwn(target) && !Allowed.method(target)) {
            types.say(Forbidden.call(name), at);
            Faulty.mark(call);
        }
    }

    private void unresolved(String name, ASTNode at) {
        if (!compilation.hasErrors()) {
            types.say(new Message("what '" + name + "' does here cannot be checked", "Give the values their types."),
                at);
        }
    }

    private static boolean isOfRecipe(Word word) {
        return List.of(RecipeScript.class, RootSpec.class, PassSpec.class, ArtifactSpec.class).contains(word.place());
    }

    /** Whether it is a function of this recipe or of one that it includes; their code is checked where it stands. */
    private boolean isOwn(MethodNode target) {
        return compilation.isScript(target.getDeclaringClass().getName())
            && !List.of("main", "run").contains(target.getName());
    }

    @Override
    public void visitConstructorCallExpression(ConstructorCallExpression call) {
        if (!inStep && !Allowed.newOf(call.getType())) {
            types.say(Forbidden.type("new " + TypeWords.simple(call.getType().getName())), call);
            Faulty.mark(call);
        }
        call.getArguments().visit(this);
    }

    @Override
    public void visitPropertyExpression(PropertyExpression property) {
        if (!(property.getObjectExpression() instanceof ClassExpression)) {
            property.getObjectExpression().visit(this);
        }
        if (!inStep) {
            checkProperty(property);
        }
        property.getProperty().visit(this);
    }

    private void checkProperty(PropertyExpression property) {
        if (Faulty.holds(property.getObjectExpression())) {
            return;
        }
        String name = property.getPropertyAsString();
        if (name == null || property.getNodeMetaData(StaticTypesMarker.DYNAMIC_RESOLUTION) != null) {
            unresolved("a property", property);
            return;
        }
        MethodNode target = property.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        if (target != null) {
            check(target, compilation.words().find(target), name, property, property.getProperty());
            return;
        }
        ClassNode receiver = types.typeOf(property.getObjectExpression());
        boolean constant = property.getObjectExpression() instanceof ClassExpression type
            && Allowed.constantOf(type.getType()) && !name.equals("class");
        boolean entry = !(property.getObjectExpression() instanceof ClassExpression)
            && (isMap(receiver) || receiver.isArray() && name.equals("length"));
        if (!constant && !entry && !compilation.hasErrors()) {
            types.say(Forbidden.call(name), property.getProperty());
            Faulty.mark(property);
        }
    }

    @Override
    public void visitAttributeExpression(AttributeExpression attribute) {
        refuse(Forbidden.call("." + "@" + attribute.getPropertyAsString()), attribute);
        super.visitAttributeExpression(attribute);
    }

    @Override
    public void visitVariableExpression(VariableExpression variable) {
        if (inStep || !(variable.getAccessedVariable() instanceof DynamicVariable)
            || List.of("delegate", "owner", "thisObject", "it").contains(variable.getName())) {
            return;
        }
        MethodNode target = variable.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        if (target != null) {
            check(target, compilation.words().find(target), variable.getName(), variable, variable);
        } else if (!compilation.hasErrors()) {
            types.say(types.unknown(variable), variable);
        }
    }

    @Override
    public void visitFieldExpression(FieldExpression field) {
        refuse(Forbidden.call(field.getFieldName()), field);
    }

    @Override
    public void visitBinaryExpression(BinaryExpression binary) {
        if (!inStep) {
            operator(binary);
            if (Types.ofType(binary.getOperation().getType(), Types.ASSIGNMENT_OPERATOR)) {
                assigned(binary.getLeftExpression());
            }
        }
        if (Types.ofType(binary.getOperation().getType(), Types.INSTANCEOF_OPERATOR)
            && binary.getRightExpression() instanceof ClassExpression type) {
            mention(type.getType(), type);
            binary.getLeftExpression().visit(this);
            return;
        }
        super.visitBinaryExpression(binary);
    }

    private void operator(BinaryExpression binary) {
        MethodNode target = binary.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        String operator = binary.getOperation().getText();
        if (target != null) {
            check(target, compilation.words().find(target), operator, binary, binary);
        } else if (!Operators.areSafe(binary, types.typeOf(binary.getLeftExpression()),
            types.typeOf(binary.getRightExpression())) && !compilation.hasErrors()) {
            types.say(new Message("'" + operator + "' cannot be used like this in a recipe",
                "Give the values on both sides their types."), binary);
        }
    }

    /** Variables, items of lists and entries of maps may be set; properties of other things not. */
    private void assigned(Expression left) {
        boolean property = left instanceof PropertyExpression named
            && !isMap(types.typeOf(named.getObjectExpression()));
        boolean dynamic = left instanceof VariableExpression variable
            && variable.getAccessedVariable() instanceof DynamicVariable;
        if (property || dynamic) {
            refuse(new Message("this cannot be set in a recipe", "Set variables, and items of lists and maps, only."),
                left);
        }
    }

    @Override
    public void visitMethodPointerExpression(MethodPointerExpression pointer) {
        refuse(new Message("a recipe cannot point at a method", "Write a closure: { it.… }."), pointer);
    }

    @Override
    public void visitMethodReferenceExpression(MethodReferenceExpression reference) {
        visitMethodPointerExpression(reference);
    }

    @Override
    public void visitUnaryMinusExpression(UnaryMinusExpression expression) {
        operator("-", expression);
        super.visitUnaryMinusExpression(expression);
    }

    @Override
    public void visitUnaryPlusExpression(UnaryPlusExpression expression) {
        operator("+", expression);
        super.visitUnaryPlusExpression(expression);
    }

    @Override
    public void visitBitwiseNegationExpression(BitwiseNegationExpression expression) {
        operator("~", expression);
        super.visitBitwiseNegationExpression(expression);
    }

    @Override
    public void visitPrefixExpression(PrefixExpression expression) {
        operator(expression.getOperation().getText(), expression);
        super.visitPrefixExpression(expression);
    }

    @Override
    public void visitPostfixExpression(PostfixExpression expression) {
        operator(expression.getOperation().getText(), expression);
        super.visitPostfixExpression(expression);
    }

    private void operator(String operator, Expression expression) {
        MethodNode target = expression.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        if (target != null && !inStep) {
            check(target, Optional.empty(), operator, expression, expression);
        }
    }

    @Override
    public void visitSynchronizedStatement(SynchronizedStatement statement) {
        refuse(Forbidden.call("synchronized"), statement);
        super.visitSynchronizedStatement(statement);
    }

    private static boolean isMap(ClassNode type) {
        return type.equals(ClassHelper.MAP_TYPE) || type.implementsInterface(ClassHelper.MAP_TYPE);
    }

    @Override
    void refuse(Message message, ASTNode at) {
        if (!inStep) {
            types.say(message, at);
        }
    }
}
