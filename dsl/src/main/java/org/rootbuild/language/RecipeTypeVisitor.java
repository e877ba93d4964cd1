package org.rootbuild.language;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.sc.StaticCompilationVisitor;
import org.codehaus.groovy.transform.stc.Receiver;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;

/** The type checker with messages in the words of recipes, and without Groovy's dynamic ways out. */
final class RecipeTypeVisitor extends StaticCompilationVisitor {
    private static final String SCRIPT = RecipeScript.class.getName();

    private final ClassNode script;
    private final ScriptCompilation compilation;
    private final TypeWording wording;

    RecipeTypeVisitor(SourceUnit unit, ClassNode script, ScriptCompilation compilation) {
        super(unit, script);
        this.script = script;
        this.compilation = compilation;
        this.wording = new TypeWording(compilation, script);
    }

    ClassNode script() {
        return script;
    }

    ClassNode typeOf(ASTNode node) {
        return getType(node);
    }

    /** Says something at the node, unless the type checker is only trying something out. */
    void say(Message message, ASTNode node) {
        if (node.getLineNumber() > 0) {
            addError(message.packed(), node);
        }
    }

    @Override
    protected void addStaticTypeError(String text, ASTNode node) {
        if (node instanceof VariableExpression variable && text.startsWith("The variable [")) {
            say(unknown(variable), node);
            Faulty.mark(node);
        } else if (node instanceof PropertyExpression property && text.startsWith("No such ")) {
            say(wording.noProperty(property.getPropertyAsString(), getType(property.getObjectExpression())),
                property.getProperty());
            Faulty.mark(node);
        } else if (node instanceof MethodCallExpression call && wording.isAboutArguments(text)) {
            noMatchingMethod(call);
        } else {
            say(wording.translated(text), node instanceof MethodCallExpression call ? call.getMethod() : node);
        }
    }

    /** What to say of a variable that is not there. */
    Message unknown(VariableExpression variable) {
        MethodNode enclosing = getTypeCheckingContext().getEnclosingMethod();
        boolean inFunction = enclosing != null && !enclosing.getName().equals("run");
        return wording.unknownVariable(variable, getTypeCheckingContext().getEnclosingBinaryExpression(), inFunction);
    }

    @Override
    protected void addNoMatchingMethodError(ClassNode receiver, String name, ClassNode[] args, ASTNode origin) {
        if (origin instanceof MethodCallExpression call) {
            noMatchingMethod(call);
        } else if (origin instanceof ConstructorCallExpression) {
            say(wording.noConstructor(receiver, args), origin);
        } else if (!Faulty.holds(origin)) {
            Faulty.mark(origin);
            say(wording.noOperator(receiver, name, args), origin);
        }
    }

    @Override
    protected void addAssignmentError(ClassNode left, ClassNode right, Expression expression) {
        if (!Faulty.holds(expression)) {
            say(wording.wrongAssignment(left, right), expression instanceof BinaryExpression binary
                ? binary.getRightExpression() : expression);
        }
    }

    @Override
    protected void addAmbiguousErrorMessage(List<MethodNode> found, String name, ClassNode[] args,
        Expression expression) {
        if (expression instanceof MethodCallExpression call) {
            noMatchingMethod(call);
        } else {
            say(new Message("'" + name + "' could mean several things here", "Give the values their types."),
                expression);
        }
    }

    private void noMatchingMethod(MethodCallExpression call) {
        compilation.suppressInside(call);
        if (Faulty.holds(call)) {
            return;
        }
        Faulty.mark(call);
        if (compilation.hasFailedInclude() && getType(call.getObjectExpression()).getName().equals(SCRIPT)) {
            return; // what the included script would offer is not known
        }
        List<ClassNode> places = new ArrayList<>();
        List<Receiver<String>> receivers = new ArrayList<>();
        addReceivers(receivers, makeOwnerList(call.getObjectExpression()), call.isImplicitThis());
        receivers.forEach(receiver -> places.add(receiver.getType()));
        say(wording.noMatchingCall(call, places, given(call)), call.getMethod());
    }

    /** The kinds of what the call is given: {@code text}, {@code mode: whole number}. */
    private List<String> given(MethodCallExpression call) {
        List<String> given = new ArrayList<>();
        CallArguments.named(call.getArguments()).ifPresent(named -> named.getMapEntryExpressions().forEach(entry ->
            given.add(entry.getKeyExpression().getText() + ": "
                + TypeWords.word(getType(entry.getValueExpression())))));
        CallArguments.positional(call.getArguments())
            .forEach(argument -> given.add(TypeWords.word(getType(argument))));
        return given;
    }

    /** What Groovy would look up when the recipe runs does not exist for recipes. */
    @Override
    protected boolean existsProperty(PropertyExpression property, boolean readMode, ClassCodeVisitorSupport visitor) {
        boolean found = super.existsProperty(property, readMode, visitor);
        if (found && property.getNodeMetaData(StaticTypesMarker.DYNAMIC_RESOLUTION) != null) {
            property.removeNodeMetaData(StaticTypesMarker.DYNAMIC_RESOLUTION);
            return false;
        }
        return found;
    }
}
