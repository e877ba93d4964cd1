package org.rootbuild.assist;

import java.lang.reflect.Parameter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.assist.Members.Member;
import org.rootbuild.assist.Token.Sort;
import org.rootbuild.language.Base;
import org.rootbuild.language.Word;

/** What may stand inside of a text in Groovy: names of roots, passes and artifacts, and paths. */
final class TextCompletion {
    /** What parameters of methods are called that take the name of something in the plan. */
    private static final Set<String> NODE_NAMES = Set.of("node", "pass", "place", "name", "until", "step", "target",
        "artifact", "key");
    private static final Set<String> SCRIPTS = Set.of("sh", "output", "exec", "make");

    private final Vocabulary vocabulary;
    private final Lexicon lexicon;
    private final Members members;
    private final Paths paths;

    TextCompletion(Vocabulary vocabulary, Lexicon lexicon, Members members) {
        this.vocabulary = vocabulary;
        this.lexicon = lexicon;
        this.members = members;
        this.paths = new Paths(vocabulary);
    }

    /** @param tokens of a text whose end is inside of quotes */
    Offer at(Tokens tokens, String behind) {
        int opening = tokens.all().size() - 1;
        while (opening >= 0 && !(tokens.all().get(opening).is(Sort.TEXT) && tokens.all().get(opening).begins())) {
            opening--;
        }
        int end = tokens.text().length();
        boolean plain = opening == tokens.all().size() - 1;
        if (opening < 0 || !plain) {
            return Offer.nothing(end);
        }
        Token text = tokens.all().get(opening);
        Frames frames = new Frames(tokens, lexicon).upTo(text.start());
        int begin = text.start() + text.quote().opening().length();
        int called = frames.calledAt(text.start());
        String name = frames.sign(called);
        String word = tokens.text().substring(begin, end);
        boolean script = SCRIPTS.contains(name) && frames.innermost().option.isEmpty();
        if (script) {
            int blank = Math.max(Math.max(word.lastIndexOf(' '), word.lastIndexOf('\n')), word.lastIndexOf('='));
            begin += blank + 1;
            word = word.substring(blank + 1);
        }
        String closing = script || behind.startsWith(text.quote().closing()) ? "" : text.quote().closing();
        Gathering gathering = new Gathering(word);
        (word.startsWith("/") ? files(frames, word) : names(frames, called, name))
            .forEach(each -> gathering.add(closed(each, closing)));
        return new Offer(begin, gathering.found());
    }

    /** With the quote that ends the text, where nothing more can follow in it. */
    private static Suggestion closed(Suggestion plain, String closing) {
        return plain.complete() ? new Suggestion(plain.text() + closing, plain.shown(), plain.about(), false,
            plain.group()) : plain;
    }

    private List<Suggestion> files(Frames frames, String path) {
        return paths.root(rootNearby(frames)).map(root -> paths.in(root, path, "")).orElse(List.of());
    }

    /** The root named in the same call, or the one that the text stands in. */
    private static Optional<String> rootNearby(Frames frames) {
        int from = frames.innermost().beginning;
        for (int i = frames.before(); i > from + 1; i--) {
            if (frames.sign(i - 1).equals("(") && frames.sign(i - 2).equals("root") && frames.token(i).is(Sort.TEXT)) {
                return unquoted(frames, i);
            }
        }
        for (Iterator<Frame> outwards = frames.fromInside(); outwards.hasNext();) {
            Frame frame = outwards.next();
            if (frame.sign == '{' && frames.sign(frame.head).equals("root")) {
                for (int i = frame.head + 1; i < Math.min(frame.opening, frame.head + 3); i++) {
                    if (frames.token(i).is(Sort.TEXT)) {
                        return unquoted(frames, i);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> unquoted(Frames frames, int text) {
        Token token = frames.token(text);
        String sign = frames.sign(text);
        int quote = token.quote().opening().length();
        return token.begins() && token.ends() && sign.length() >= 2 * quote
            ? Optional.of(sign.substring(quote, sign.length() - quote)) : Optional.empty();
    }

    private List<Suggestion> names(Frames frames, int called, String name) {
        Frame frame = frames.innermost();
        if (called != Frame.NONE && frames.isMember(called)) {
            return ofMethod(frames, called, frame.arguments);
        }
        if (frame.sign == '[' && frame.opening > 0) {
            return index(frames, frame);
        }
        List<Word> forms = lexicon.forms(name, frame.places);
        boolean base = forms.stream().flatMap(form -> form.options().stream())
            .anyMatch(option -> option.name().equals(frame.option) && option.type() == Base.class);
        if (base || name.equals("root") && frame.option.isEmpty() && frame.arguments == 0) {
            return suggestions(vocabulary.roots(), "roots");
        } else if (frame.option.equals("after") && name.equals("independent") || name.equals("artifact")
            && frame.option.isEmpty() || name.equals("pass") && frame.arguments == 0) {
            return suggestions(vocabulary.nodes(), "passes");
        }
        return List.of();
    }

    /** {@code passes['…']}. */
    private List<Suggestion> index(Frames frames, Frame frame) {
        int receiver = frames.previous(frame.opening);
        Optional<Class<?>> raw = receiver < 0 ? Optional.empty()
            : new Chain(frames, lexicon, members, vocabulary.variables()).typeAt(receiver).map(Types::raw);
        return raw.isPresent() && java.util.Map.class.isAssignableFrom(raw.get())
            ? suggestions(frames.sign(receiver).equals("roots") ? vocabulary.roots() : vocabulary.nodes(), "passes")
            : List.of();
    }

    private List<Suggestion> ofMethod(Frames frames, int called, int index) {
        int receiver = frames.previous(frames.previous(called));
        if (receiver < 0) {
            return List.of();
        }
        List<Member> forms = new Chain(frames, lexicon, members, vocabulary.variables()).typeAt(receiver)
            .map(type -> members.of(Types.raw(type)).getOrDefault(frames.sign(called), List.of())).orElse(List.of());
        for (Member form : forms) {
            List<Parameter> parameters = form.parameters();
            if (index < parameters.size() && parameters.get(index).getType().isAssignableFrom(String.class)) {
                String parameter = parameters.get(index).getName();
                if (parameter.equals("root")) {
                    return suggestions(vocabulary.roots(), "roots");
                } else if (parameter.equals("parameter")) {
                    return suggestions(vocabulary.parameters(), "parameters");
                } else if (NODE_NAMES.contains(parameter)) {
                    return suggestions(vocabulary.nodes(), "passes");
                }
            }
        }
        return List.of();
    }

    private static List<Suggestion> suggestions(List<Named> named, String group) {
        return named.stream().map(each -> new Suggestion(each.name(), each.name(), each.about(), true, group)).toList();
    }
}
