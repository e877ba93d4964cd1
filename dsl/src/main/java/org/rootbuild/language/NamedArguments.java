package org.rootbuild.language;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GenericsType;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingSupport;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.verb.Option;

/**
 * Checks the named arguments of a word, which Groovy takes for a map with anything in it, and permission bits, named
 * or not.
 */
final class NamedArguments {
    private final RecipeTypeVisitor types;
    private final PermissionBits bits;

    NamedArguments(RecipeTypeVisitor types, PermissionBits bits) {
        this.types = types;
        this.bits = bits;
    }

    void check(Word word, Expression arguments) {
        List<Option> options = word.options();
        List<Expression> all = CallArguments.of(arguments);
        for (int i = 0; i < all.size() && i < word.parameters().size(); i++) {
            if (word.parameters().get(i).getName().equals(PermissionBits.ARGUMENT)) {
                bits(all.get(i));
            }
        }
        if (options.isEmpty() || all.isEmpty()) {
            return;
        }
        if (!(all.get(0) instanceof MapExpression map)) {
            types.say(new Message("the named arguments of '" + word.name() + "' must be written out",
                "Write them as name: value. " + known(options)), all.get(0));
            return;
        }
        Set<String> given = new HashSet<>();
        for (MapEntryExpression entry : map.getMapEntryExpressions()) {
            check(word, options, entry, given);
        }
        options.stream().filter(option -> option.required() && !given.contains(option.name())).forEach(missing ->
            types.say(new Message("'" + word.name() + "' needs '" + missing.name() + ":'", "It is "
                + Kinds.of(missing.type()) + ": " + missing.about() + "."), all.get(all.size() - 1)));
    }

    private void check(Word word, List<Option> options, MapEntryExpression entry, Set<String> given) {
        if (!(entry.getKeyExpression() instanceof ConstantExpression key)) {
            types.say(new Message("the names of arguments must be written out", known(options)), entry);
            return;
        }
        String name = String.valueOf(key.getValue());
        List<String> names = options.stream().map(Option::name).toList();
        if (!names.contains(name)) {
            types.say(new Message("'" + word.name() + "' knows no '" + name + ":'",
                (Suggestion.sentence(name, names) + " " + known(options)).trim()), key);
            return;
        }
        if (!given.add(name)) {
            types.say(new Message("'" + name + ":' is given twice", "Give it once."), key);
        }
        Option option = options.get(names.indexOf(name));
        ClassNode type = types.typeOf(entry.getValueExpression());
        if (!fits(option.type(), type)) {
            types.say(new Message("'" + name + ":' is " + TypeWords.article(type), "It must be "
                + Kinds.of(option.type()) + ": " + option.about() + "."), entry.getValueExpression());
        } else if (name.equals(PermissionBits.ARGUMENT)) {
            bits(entry.getValueExpression());
        }
    }

    private void bits(Expression given) {
        bits.wrong(given).ifPresent(wrong -> types.say(wrong, given));
    }

    private static String known(List<Option> options) {
        return options.stream().map(Option::name).sorted().collect(Collectors.joining(", ", "It knows: ", "."));
    }

    /** Whether a value of the type can be given: texts made of parts count as texts, and a name for what it names. */
    private static boolean fits(Class<?> wanted, ClassNode given) {
        if (wanted == Object.class) {
            return true;
        }
        if (TypeWords.isNull(given)) {
            return false;
        }
        ClassNode type = ClassHelper.isPrimitiveType(given) ? ClassHelper.getWrapper(given) : given;
        boolean text = assignable(type, CharSequence.class);
        if (wanted == String.class || wanted == RootRef.class || wanted == Base.class || wanted == ArtifactRef.class) {
            return text || assignable(type, wanted);
        }
        if (wanted == Long.class || wanted == Integer.class) {
            return assignable(type, Integer.class) || assignable(type, Long.class) && wanted == Long.class
                || assignable(type, Short.class) || assignable(type, Byte.class);
        }
        return assignable(type, wanted) || isLowestOf(type, wanted);
    }

    private static boolean assignable(ClassNode type, Class<?> wanted) {
        return StaticTypeCheckingSupport.implementsInterfaceOrIsSubclassOf(type, ClassHelper.make(wanted));
    }

    private static boolean isLowestOf(ClassNode type, Class<?> wanted) {
        GenericsType[] generics = type.getGenericsTypes();
        return type.isGenericsPlaceHolder() && generics != null && generics.length == 1
            && generics[0].getUpperBounds() != null && assignable(generics[0].getUpperBounds()[0], wanted);
    }
}
