package org.rootbuild.assist;

import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rootbuild.assist.Members.Member;
import org.rootbuild.assist.Token.Quote;
import org.rootbuild.assist.Token.Sort;
import org.rootbuild.language.Base;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.Word;
import org.rootbuild.verb.Option;

/** What may stand in Groovy. */
final class CodeCompletion {
    private static final List<String> KEYWORDS = List.of("assert", "def", "else", "false", "for", "if", "import", "in",
        "instanceof", "new", "null", "return", "switch", "throw", "true", "try", "while");

    private final Vocabulary vocabulary;
    private final Lexicon lexicon;
    private final Members members = new Members();
    private final TextCompletion texts;

    CodeCompletion(Vocabulary vocabulary, Lexicon lexicon) {
        this.vocabulary = vocabulary;
        this.lexicon = lexicon;
        this.texts = new TextCompletion(vocabulary, lexicon, members);
    }

    /** @param behind the characters behind the cursor, at least one where there is one */
    Offer at(String before, String behind) {
        Tokens tokens = Lexer.read(before);
        int cursor = before.length();
        Optional<Token> last = tokens.all().isEmpty() ? Optional.empty()
            : Optional.of(tokens.all().get(tokens.all().size() - 1)).filter(token -> token.end() == cursor);
        if (last.isPresent() && last.get().is(Sort.COMMENT)) {
            return Offer.nothing(cursor);
        }
        if (last.isPresent() && last.get().is(Sort.INSERTED)) {
            return inserted(tokens, last.get());
        }
        if (tokens.inside() != Quote.NONE) {
            return texts.at(tokens, behind);
        }
        if (last.isPresent() && (last.get().is(Sort.NUMBER) || last.get().is(Sort.TEXT))) {
            return Offer.nothing(cursor);
        }
        int start = last.filter(token -> token.is(Sort.WORD)).map(Token::start).orElse(cursor);
        Frames frames = new Frames(tokens, lexicon).upTo(start);
        String word = before.substring(start);
        if (Set.of(".", "?.", "*.").contains(frames.sign(frames.before()))) {
            return new Offer(start, members(frames, word));
        }
        return new Offer(start, names(frames, word, start));
    }

    private Offer inserted(Tokens tokens, Token token) {
        String path = tokens.of(token).substring(1);
        if (path.indexOf('.') >= 0) {
            return Offer.nothing(token.end());
        }
        Gathering gathering = new Gathering(path);
        variables(gathering, declared(tokens));
        return new Offer(token.start() + 1, gathering.found());
    }

    private List<Suggestion> members(Frames frames, String word) {
        Chain chain = new Chain(frames, lexicon, members, vocabulary.variables());
        int receiver = frames.previous(frames.before());
        Gathering gathering = new Gathering(word);
        if (receiver < 0) {
            return List.of();
        }
        Optional<Class<?>> named = chain.classAt(receiver);
        if (named.isPresent()) {
            members.statics(named.get()).forEach((name, forms) -> gathering.add(member(name, forms, named.get())));
            return gathering.found();
        }
        Optional<Type> type = chain.typeAt(receiver);
        if (type.isEmpty()) {
            return List.of();
        }
        Class<?> raw = frames.sign(frames.before()).equals("*.") ? Types.raw(Types.element(type.get()).orElse(Object.class))
            : Types.raw(type.get());
        lexicon.on(raw).forEach(form -> gathering.add(word(List.of(form), raw)));
        Map<String, List<Member>> all = members.of(raw);
        // A type's own methods are looked for more often than what Groovy adds to everything.
        all.forEach((name, forms) -> own(gathering, name, forms, raw, true));
        all.forEach((name, forms) -> own(gathering, name, forms, raw, false));
        return gathering.found();
    }

    private static void own(Gathering gathering, String name, List<Member> forms, Class<?> type, boolean own) {
        if (forms.get(0).added() != own) {
            gathering.add(member(name, forms, type));
        }
    }

    private static Suggestion member(String name, List<Member> forms, Class<?> type) {
        boolean nothing = forms.stream().allMatch(form -> form.parameters().isEmpty());
        boolean closure = forms.stream().allMatch(Member::takesOnlyClosure);
        String text = closure ? name + " {" : nothing ? name + "()" : name + "(";
        String more = forms.size() > 1 ? " and " + (forms.size() - 1) + " more" : "";
        String group = forms.get(0).added() ? "Groovy" : type.getSimpleName();
        return new Suggestion(text, name, forms.get(0).shown() + more, closure, group);
    }

    private List<Suggestion> names(Frames frames, String word, int start) {
        Gathering gathering = new Gathering(word);
        Frame frame = frames.innermost();
        Set<String> declared = declared(frames.tokens());
        declared.remove(word);
        boolean statement = frame.isBlock() && frame.sign != '$' && (frames.before() < frame.beginning)
            && !frames.sign(frames.before()).equals("=");
        if (statement) {
            frame.places.forEach(place -> words(gathering, place, false));
            variables(gathering, declared);
        } else {
            arguments(gathering, frames, start);
            variables(gathering, declared);
            words(gathering, RecipeScript.class, true);
        }
        if (!word.isEmpty()) {
            KEYWORDS.forEach(keyword -> gathering.add(new Suggestion(keyword, keyword, "", true, "Groovy")));
        }
        return gathering.found();
    }

    private void words(Gathering gathering, Class<?> place, boolean onlyValues) {
        lexicon.in(place).forEach((name, forms) -> {
            List<Word> fitting = onlyValues ? forms.stream().filter(form -> form.method().getReturnType() != void.class
                && !Lexicon.takesClosure(form)).toList() : forms;
            if (!fitting.isEmpty()) {
                gathering.add(word(fitting, place));
            }
        });
    }

    private static Suggestion word(List<Word> forms, Class<?> place) {
        Word first = forms.get(0);
        boolean nothing = forms.stream().allMatch(form -> form.parameters().isEmpty());
        boolean value = first.method().getReturnType() != void.class && !first.property()
            && forms.stream().noneMatch(Lexicon::takesClosure);
        String text = first.property() ? first.name() : nothing ? first.name() + "()"
            : value ? first.name() + "(" : first.name();
        return new Suggestion(text, first.name(), Prose.firstSentence(first), !value && !nothing && !first.property(),
            Lexicon.title(place));
    }

    /** What fits as an argument of the call at the cursor: names of arguments, and values that are known to fit. */
    private void arguments(Gathering gathering, Frames frames, int start) {
        int called = frames.calledAt(start);
        if (called == Frame.NONE || frames.isMember(called)) {
            return;
        }
        Frame frame = frames.innermost();
        List<Word> forms = lexicon.forms(frames.sign(called), frame.places);
        String before = frames.sign(frames.before());
        boolean begins = frames.before() == frame.opening || before.equals(",") || frames.before() == called;
        if (begins && frame.sign != '[') {
            for (Option option : Lexicon.options(forms)) {
                if (!frame.given.contains(option.name())) {
                    gathering.add(new Suggestion(option.name() + ":", option.name() + ":", Prose.about(option), true,
                        "arguments"));
                }
            }
        }
        Set<Class<?>> types = types(forms, frame);
        if (begins || before.equals(":") || before.equals("[")) {
            fitting(gathering, types);
        }
    }

    private static Set<Class<?>> types(List<Word> forms, Frame frame) {
        Set<Class<?>> types = new java.util.LinkedHashSet<>();
        for (Word form : forms) {
            form.options().stream().filter(option -> option.name().equals(frame.option)).map(Option::type)
                .forEach(types::add);
            List<Parameter> parameters = form.parameters();
            int index = frame.arguments + (form.options().isEmpty() ? 0 : 1);
            if (frame.option.isEmpty() && !parameters.isEmpty()) {
                Parameter parameter = parameters.get(Math.min(index, parameters.size() - 1));
                types.add(parameter.isVarArgs() ? parameter.getType().getComponentType() : parameter.getType());
            }
        }
        return types;
    }

    private void fitting(Gathering gathering, Set<Class<?>> types) {
        types.remove(Object.class);
        vocabulary.variables().forEach((name, type) -> {
            if (types.stream().anyMatch(wanted -> wanted.isAssignableFrom(Types.raw(type)))) {
                gathering.add(variable(name, type));
            }
        });
        if (types.contains(Base.class)) {
            vocabulary.roots().forEach(root -> gathering.add(new Suggestion("'" + root.name() + "'", root.name(),
                root.about(), false, "roots")));
        }
        lexicon.in(RecipeScript.class).forEach((name, forms) -> {
            List<Word> made = forms.stream().filter(form -> !Lexicon.takesClosure(form) && types.stream()
                .anyMatch(type -> type.isAssignableFrom(form.method().getReturnType()))).toList();
            if (!made.isEmpty() && !types.contains(String.class)) {
                gathering.add(word(made, RecipeScript.class));
            }
        });
    }

    private void variables(Gathering gathering, Set<String> declared) {
        declared.forEach(name -> gathering.add(new Suggestion(name, name, "", false, "variables")));
        vocabulary.variables().forEach((name, type) -> gathering.add(variable(name, type)));
    }

    private static Suggestion variable(String name, Type type) {
        return new Suggestion(name, name, Types.raw(type).getSimpleName(), false, "variables");
    }

    /** The names that the text itself declares: {@code def x = …}, {@code String x = …}. */
    private static Set<String> declared(Tokens tokens) {
        Set<String> names = new TreeSet<>();
        List<Token> all = new ArrayList<>(tokens.all());
        for (int i = 1; i + 1 < all.size(); i++) {
            if (all.get(i).is(Sort.WORD) && all.get(i - 1).is(Sort.WORD) && tokens.is(all.get(i + 1), "=")) {
                names.add(tokens.of(all.get(i)));
            }
        }
        return names;
    }
}
