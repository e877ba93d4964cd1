package org.rootbuild.language;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.rootbuild.problem.Suggestion;

/** Says what the type checker found in the words of recipes. */
final class TypeWording {
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z]\\w*\\.)+([A-Z]\\w*)(?:<[^()]*>)?");
    private static final Pattern PROPERTY = Pattern.compile("No such (?:property|attribute): (\\S+) for .*[cC]lass:"
        + " (.*)");
    private static final Pattern READ_ONLY = Pattern.compile("Cannot set read-only property: (\\S+)");
    private static final Pattern RETURN = Pattern.compile("Cannot return value of type (.*) for (?:method|closure).*"
        + " (?:returning|expecting) (.*)");

    private final ScriptCompilation compilation;
    private final ClassNode script;

    TypeWording(ScriptCompilation compilation, ClassNode script) {
        this.compilation = compilation;
        this.script = script;
    }

    /** Whether the type checker's text says that a known method does not take these arguments. */
    boolean isAboutArguments(String text) {
        return text.startsWith("Cannot call ") && text.contains("with arguments");
    }

    /** @param inFunction whether it stands in a function, which sees no variables of the script */
    Message unknownVariable(VariableExpression variable, BinaryExpression enclosing, boolean inFunction) {
        String name = variable.getName();
        if (enclosing != null && enclosing.getLeftExpression() == variable
            && enclosing.getOperation().getText().equals("=")) {
            return new Message("'" + name + "' is not declared", "Declare it with its first value: def " + name
                + " = …");
        }
        Optional<Word> word = compilation.words().named(name).stream().findFirst();
        if (word.isPresent() && enclosing != null && enclosing.getLeftExpression() == variable
            && enclosing.getOperation().getText().equals("[")) {
            return new Message("'" + name + " […]' reads as an element of a list called '" + name + "'",
                "Put the list in parentheses: " + name + "([ … ]).");
        }
        if (word.isPresent()) {
            return new Message("'" + name + "' is a word that takes something", "It takes: " + word.get().shown()
                + ".");
        }
        return new Message("there is no variable '" + name + "'" + (compilation.variables().contains(name)
            ? " here" : ""), variableHint(variable, inFunction));
    }

    private String variableHint(VariableExpression variable, boolean inFunction) {
        String name = variable.getName();
        if (compilation.variables().contains(name)) {
            return inFunction ? "A function sees what it is called with only: give it '" + name + "' as an argument."
                : "It is declared elsewhere in the recipe: declare it before this line, outside of other braces.";
        }
        Optional<String> near = Suggestion.nearest(name, compilation.variables());
        if (near.isPresent()) {
            return "Did you mean '" + near.get() + "'?";
        }
        if (isInText(variable)) {
            return "A $ in a text between double quotes begins a variable; write \\$ for a dollar sign, or put the text"
                + " between single quotes, ' or '''.";
        }
        return "Declare it before with 'def " + name + " = …', or, if it is a text, put it in quotes.";
    }

    private boolean isInText(VariableExpression variable) {
        List<String> lines = compilation.file().lines();
        int line = variable.getLineNumber();
        if (line < 1 || line > lines.size()) {
            return false;
        }
        String before = lines.get(line - 1).substring(0, Math.max(0, Math.min(lines.get(line - 1).length(),
            variable.getColumnNumber() - 1)));
        return before.matches(".*\\$\\{?\\s*");
    }

    Message noConstructor(ClassNode type, ClassNode[] given) {
        return new Message("no " + TypeWords.word(type) + " can be made of " + TypeWords.words(List.of(given)), "");
    }

    Message noOperator(ClassNode receiver, String name, ClassNode[] given) {
        String with = given.length == 0 ? "" : " and " + TypeWords.article(given[0]);
        String operator = operator(name);
        if (operator.isEmpty()) {
            return new Message("there is no '" + name + "' on " + TypeWords.article(receiver), "");
        }
        return new Message("'" + operator + "' does not work on " + TypeWords.article(receiver) + with, "");
    }

    private static String operator(String method) {
        return switch (method) {
            case "plus" -> "+";
            case "minus" -> "-";
            case "multiply" -> "*";
            case "div" -> "/";
            case "mod", "remainder" -> "%";
            case "power" -> "**";
            case "leftShift" -> "<<";
            case "rightShift" -> ">>";
            case "getAt", "putAt" -> "[ ]";
            case "compareTo" -> "<=>";
            case "and" -> "&";
            case "or" -> "|";
            case "xor" -> "^";
            case "bitwiseNegate" -> "~";
            case "negative", "positive", "unaryMinus", "unaryPlus" -> "-";
            case "next" -> "++";
            case "previous" -> "--";
            default -> "";
        };
    }

    Message wrongAssignment(ClassNode wanted, ClassNode given) {
        return new Message(TypeWords.article(given) + " cannot be put where " + TypeWords.article(wanted)
            + " is wanted",
            assignmentHint(TypeWords.word(wanted), TypeWords.word(given)));
    }

    private static String assignmentHint(String wanted, String given) {
        if (wanted.equals("text")) {
            return "Make it a text: \"${…}\" or .toString().";
        }
        return wanted.equals("whole number") && given.equals("number") ? "Divide with .intdiv(…)." : "";
    }

    /** @param places where the word was looked for: the innermost place first, the script last */
    Message noMatchingCall(MethodCallExpression call, List<ClassNode> places, List<String> given) {
        String name = call.getMethodAsString();
        List<String> forms = forms(name, places);
        if (!forms.isEmpty()) {
            return new Message("'" + name + "' does not take (" + String.join(", ", given) + ")", "It takes: "
                + String.join(" or ", forms) + "." + named(forms, given));
        }
        if (!call.isImplicitThis()) {
            return new WrongPlace(compilation.words()).hidden(call)
                .orElseGet(() -> noMethodOnValue(name, places.get(0)));
        }
        List<Word> elsewhere = compilation.words().named(name);
        if (!elsewhere.isEmpty()) {
            return new WrongPlace(compilation.words()).of(elsewhere, places);
        }
        Optional<Message> forbidden = Forbidden.implicit(name);
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        Set<String> known = new LinkedHashSet<>();
        places.forEach(place -> compilation.words().at(place).forEach(word -> known.add(word.name())));
        functions(script).forEach(method -> known.add(method.getName()));
        known.addAll(compilation.variables());
        return new Message("there is no verb '" + name + "' in " + place(places.get(0)),
            Suggestion.nearest(name, known).map(near -> "Did you mean '" + near + "'?")
                .orElse("'rootbuild verbs' lists them."));
    }

    /** How to name what is wanted, where a text was given instead. */
    private static String named(List<String> forms, List<String> given) {
        if (!given.contains("text")
            || forms.stream().anyMatch(form -> form.matches("\\w+\\((\\w+: [^,]+, )*text\\b.*"))) {
            return "";
        }
        String all = String.join(" ", forms);
        List<String> ways = new ArrayList<>();
        Map.of("source", "a file beside the recipe is local('…')", "artifact", "an artifact is artifact('…')",
            "root", "a root is root('…')").entrySet().stream().sorted(Map.Entry.comparingByKey())
            .filter(way -> !given.contains(way.getKey()) && all.matches("(?s).*[(, ]" + way.getKey() + "[,)].*"))
            .forEach(way -> ways.add(way.getValue()));
        if (ways.isEmpty()) {
            return "";
        }
        String sentence = String.join(", ", ways);
        return " " + Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".";
    }

    private String place(ClassNode type) {
        Optional<Word> opener = type.redirect().isResolved()
            ? compilation.words().opening(type.redirect().getTypeClass())
            : Optional.empty();
        return TypeWords.hasName(type) || opener.isEmpty() ? TypeWords.place(type) : "'" + opener.get().name() + "'";
    }

    private Message noMethodOnValue(String name, ClassNode receiver) {
        Set<String> known = new LinkedHashSet<>();
        if (TypeWords.isScript(receiver)) {
            functions(receiver).forEach(method -> known.add(method.getName()));
            return new Message("the included script has no function '" + name + "'",
                (Suggestion.sentence(name, known) + (known.isEmpty() ? " It has none."
                    : " It has: " + String.join(", ", known) + ".")).trim());
        }
        compilation.words().at(receiver).forEach(word -> known.add(word.name()));
        if (receiver.redirect().isResolved()) {
            known.addAll(KnownMethods.of(receiver.redirect().getTypeClass()));
        }
        Optional<Message> forbidden = Forbidden.onValue(name);
        return forbidden.orElseGet(() -> new Message("there is no '" + name + "' on " + TypeWords.article(receiver),
            Suggestion.sentence(name, known).trim()));
    }

    /** Every form that a word of that name has at those places. */
    private List<String> forms(String name, List<ClassNode> places) {
        Set<String> forms = new LinkedHashSet<>();
        for (ClassNode place : places) {
            compilation.words().at(place).stream().filter(word -> word.name().equals(name) && !word.property())
                .forEach(word -> forms.add(word.shown()));
            if (TypeWords.isScript(place)) {
                functions(place).stream().filter(method -> method.getName().equals(name))
                    .forEach(method -> forms.add(shown(method)));
            }
        }
        return new ArrayList<>(forms);
    }

    private static List<MethodNode> functions(ClassNode type) {
        return type.getMethods().stream().filter(method -> !method.isSynthetic() && method.getLineNumber() > 0
            || type.redirect().isResolved() && method.isPublic() && !method.isSynthetic())
            .filter(method -> !List.of("run", "main").contains(method.getName())).toList();
    }

    private static String shown(MethodNode method) {
        return method.getName() + java.util.Arrays.stream(method.getParameters()).map(Parameter::getType)
            .map(TypeWords::word).collect(Collectors.joining(", ", "(", ")"));
    }

    Message noProperty(String name, ClassNode receiver) {
        Optional<Message> forbidden = Forbidden.onValue(name);
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        List<String> known = compilation.words().at(receiver).stream().filter(Word::property).map(Word::name).toList();
        return new Message("there is no '" + name + "' on " + TypeWords.article(receiver),
            Suggestion.sentence(name, known).trim());
    }

    /** Any other text of the type checker. */
    Message translated(String text) {
        if (text.startsWith("Incompatible generic argument types")) {
            return new Message("the list or map holds values of other types than it should", "");
        }
        Matcher property = PROPERTY.matcher(text);
        if (property.matches()) {
            return Forbidden.onValue(property.group(1)).orElseGet(() -> new Message("there is no '" + property.group(1)
                + "' on a value of type " + plain(property.group(2)), ""));
        }
        Matcher readOnly = READ_ONLY.matcher(text);
        if (readOnly.matches()) {
            return new Message("'" + readOnly.group(1) + "' cannot be changed", "");
        }
        Matcher returned = RETURN.matcher(text);
        if (returned.matches()) {
            return new Message("the function answers a value of type " + plain(returned.group(1)) + ", and says that it"
                + " answers " + plain(returned.group(2)), "");
        }
        if (text.toLowerCase(Locale.ROOT).contains("dynamic method name")) {
            return new Message("the word that is called here must be written out",
                "A name made while the recipe is read"
                + " cannot be checked; use 'if' or 'switch' to choose between words.");
        }
        String cut = text.replaceFirst("\\. Please check if.*", "");
        return new Message(Character.toLowerCase(cut.charAt(0)) + plain(cut.substring(1)), "");
    }

    private static String plain(String text) {
        return QUALIFIED.matcher(text).replaceAll("$1").replaceAll("\\bG?StringImpl\\b|\\bGString\\b|\\bString\\b",
            "text")
            .replaceAll("\\b(int|Integer|long|Long)\\b", "whole number");
    }
}
