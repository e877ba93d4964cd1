package org.rootbuild.draft;

import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;

/** Says what an input has thrown. */
final class ThrownWords {
    private final PromptCompiler.Source source;
    private final List<String> lines;
    private final KeptNames names;

    ThrownWords(PromptCompiler.Source source, String input, KeptNames names) {
        this.source = source;
        this.lines = input.lines().toList();
        this.names = names;
    }

    Trouble trouble(Throwable thrown) {
        if (thrown instanceof InterruptedException || thrown.getCause() instanceof InterruptedException) {
            return new Trouble("stopped", "", 0, 0, "", true);
        }
        if (thrown instanceof MissingPropertyException missing) {
            return at(thrown, missing.getProperty(), missingProperty(missing), propertySuggestion(missing));
        } else if (thrown instanceof MissingMethodException missing) {
            return at(thrown, missing.getMethod(), missingMethod(missing), methodSuggestion(missing));
        } else if (thrown instanceof Failure failure) {
            return new Trouble(failure.getMessage(), failure.remedy().lines().findFirst().orElse(""), 0, 0, "", false);
        } else if (thrown instanceof StackOverflowError) {
            return at(thrown, "", "it calls itself without end", "");
        } else if (thrown instanceof OutOfMemoryError) {
            return at(thrown, "", "it needs more memory than there is", "");
        } else if (thrown instanceof KeptNames.NotYours) {
            return at(thrown, "", String.valueOf(thrown.getMessage()), "Use another name.");
        }
        String said = thrown.getMessage() == null ? "" : ": " + thrown.getMessage().lines().findFirst().orElse("");
        return at(thrown, "", thrown.getClass().getSimpleName() + said, "");
    }

    private Trouble at(Throwable thrown, String word, String message, String hint) {
        int line = Stream.of(thrown.getStackTrace())
            .filter(frame -> frame.getClassName().equals(source.name())
                || frame.getClassName().startsWith(source.name() + "$"))
            .mapToInt(StackTraceElement::getLineNumber).filter(number -> number > 0).findFirst().orElse(0)
            - source.linesBefore();
        if (line < 1 || line > lines.size()) {
            return new Trouble(message, hint, 0, 0, "", false);
        }
        String text = lines.get(line - 1);
        return new Trouble(message, hint, line, word.isEmpty() ? 0 : text.indexOf(word) + 1, text, false);
    }

    private static String type(Class<?> type) {
        return type == null ? "null" : type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    private static boolean isPrompt(Class<?> type) {
        return type != null && Script.class.isAssignableFrom(type);
    }

    private static String missingProperty(MissingPropertyException missing) {
        return isPrompt(missing.getType()) ? "there is no '" + missing.getProperty() + "'"
            : article(type(missing.getType())) + " has no '" + missing.getProperty() + "'";
    }

    private String propertySuggestion(MissingPropertyException missing) {
        Set<String> known = isPrompt(missing.getType()) ? names.names() : members(missing.getType());
        return Suggestion.sentence(missing.getProperty(), known).strip();
    }

    private static String missingMethod(MissingMethodException missing) {
        String given = Stream.of(missing.getArguments() == null ? new Object[0] : missing.getArguments())
            .map(each -> each == null ? "null" : type(each.getClass())).collect(Collectors.joining(", ", "(", ")"));
        boolean known = !forms(missing).isEmpty();
        if (isPrompt(missing.getType())) {
            return "there is no '" + missing.getMethod() + "' that takes " + given;
        }
        return known ? "'" + missing.getMethod() + "' of " + type(missing.getType()) + " does not take " + given
            : article(type(missing.getType())) + " has no '" + missing.getMethod() + given + "'";
    }

    private String methodSuggestion(MissingMethodException missing) {
        List<String> forms = forms(missing);
        if (!forms.isEmpty() && !isPrompt(missing.getType())) {
            return "It takes " + String.join(" or ", forms) + ".";
        }
        Set<String> known = isPrompt(missing.getType()) ? names.names() : members(missing.getType());
        return Suggestion.sentence(missing.getMethod(), known).strip();
    }

    private static List<String> forms(MissingMethodException missing) {
        return missing.getType() == null ? List.of() : Arrays.stream(missing.getType().getMethods())
            .filter(method -> method.getName().equals(missing.getMethod()))
            .map(method -> Arrays.stream(method.getParameterTypes()).map(ThrownWords::type)
                .collect(Collectors.joining(", ", "(", ")"))).distinct().sorted().limit(4).toList();
    }

    private static Set<String> members(Class<?> type) {
        Set<String> members = new TreeSet<>();
        if (type != null) {
            for (Method method : type.getMethods()) {
                String name = method.getName();
                members.add(name);
                if (name.startsWith("get") && name.length() > 3 && method.getParameterCount() == 0) {
                    members.add(name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4));
                }
            }
            Stream.of(type.getFields()).map(Field::getName).forEach(members::add);
        }
        return members;
    }

    private static String article(String noun) {
        return ("AEIOU".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }
}
