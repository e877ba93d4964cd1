package org.rootbuild.assist;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rootbuild.assist.Members.Member;
import org.rootbuild.assist.Token.Sort;
import org.rootbuild.language.Word;
import org.rootbuild.model.Size;

/** Finds out the type of what stands before a dot, as {@code plan.nodes().first()} does. */
final class Chain {
    /** Longer ones are not written by people. */
    private static final int LONGEST = 100;
    /** A variable may be made of another one, and that of a third. */
    private static final int DEEPEST = 5;
    private static final Map<String, Class<?>> CLASSES = Map.of("Size", Size.class, "Duration", Duration.class,
        "Instant", Instant.class, "LocalDate", LocalDate.class, "Pattern", Pattern.class, "Math", Math.class,
        "String", String.class, "Integer", Integer.class, "List", List.class, "Map", Map.class);

    private final Frames frames;
    private final Lexicon lexicon;
    private final Members members;
    private final Map<String, Type> variables;

    Chain(Frames frames, Lexicon lexicon, Members members, Map<String, Type> variables) {
        this.frames = frames;
        this.lexicon = lexicon;
        this.members = members;
        this.variables = variables;
    }

    /** A step along a chain: a property, a call, or an index where it has no name. */
    private record Link(String name, boolean called) {
    }

    /** The type of the value whose last token that is; empty where it cannot be told. */
    Optional<Type> typeAt(int token) {
        return typeAt(token, 0);
    }

    /** The class that the token names, as in {@code Size.parse}. */
    Optional<Class<?>> classAt(int token) {
        return token >= 0 && frames.token(token).is(Sort.WORD) && !frames.isMember(token)
            && !variables.containsKey(frames.sign(token)) ? Optional.ofNullable(CLASSES.get(frames.sign(token)))
            : Optional.empty();
    }

    private Optional<Type> typeAt(int token, int depth) {
        Deque<Link> links = new ArrayDeque<>();
        int at = token;
        while (links.size() < LONGEST && at >= 0) {
            boolean called = frames.sign(at).equals(")") || frames.sign(at).equals("}");
            int word = at;
            if (frames.token(at).is(Sort.CLOSE)) {
                word = beforeBrackets(at);
                if (frames.sign(at).equals("]") && isIndex(word)) {
                    links.push(new Link("", false));
                    at = word;
                    continue;
                }
            }
            if (word >= 0 && frames.token(word).is(Sort.WORD) && frames.isMember(word)) {
                links.push(new Link(frames.sign(word), called));
                at = frames.previous(frames.previous(word));
            } else {
                return follow(base(at, word, called, depth), links);
            }
        }
        return Optional.empty();
    }

    /** The token before the brackets that close here; before all of them in {@code find('x') { … }}. */
    private int beforeBrackets(int closing) {
        int before = frames.previous(frames.partner(closing));
        if (frames.sign(closing).equals("}") && before >= 0 && frames.sign(before).equals(")")) {
            return frames.previous(frames.partner(before));
        }
        return before;
    }

    private boolean isIndex(int before) {
        return before >= 0 && (frames.token(before).is(Sort.WORD) || frames.token(before).is(Sort.CLOSE));
    }

    private Optional<Type> base(int at, int word, boolean called, int depth) {
        Token token = frames.token(at);
        String sign = frames.sign(at);
        if (token.is(Sort.NUMBER)) {
            return Optional.of(sign.contains(".") ? java.math.BigDecimal.class : Integer.class);
        } else if (token.is(Sort.TEXT)) {
            return Optional.of(String.class);
        } else if (sign.equals("]")) {
            return Optional.of(isMap(frames.partner(at)) ? Map.class : List.class);
        } else if (called && word >= 0 && frames.token(word).is(Sort.WORD)) {
            List<Word> forms = lexicon.forms(frames.sign(word), frames.innermost().places);
            return forms.stream().filter(form -> form.method().getReturnType() != void.class).findFirst()
                .map(form -> form.method().getReturnType());
        } else if (token.is(Sort.WORD)) {
            Optional<Type> known = Optional.ofNullable(variables.get(sign));
            return known.isPresent() || depth >= DEEPEST ? known : declared(sign, at, depth)
                .or(() -> parameter(sign, depth));
        }
        return Optional.empty();
    }

    private boolean isMap(int opening) {
        int limit = Math.min(opening + 3, frames.tokens().all().size());
        for (int i = opening + 1; i < limit; i++) {
            if (frames.sign(i).equals(":")) {
                return true;
            }
        }
        return false;
    }

    private Optional<Type> follow(Optional<Type> base, Deque<Link> links) {
        Optional<Type> type = base;
        for (Link link : links) {
            type = type.flatMap(each -> step(each, link));
        }
        return type;
    }

    private Optional<Type> step(Type type, Link link) {
        Class<?> raw = Types.raw(type);
        if (link.name().isEmpty()) {
            return Map.class.isAssignableFrom(raw) ? Types.argument(type, Map.class, 1) : Types.element(type);
        }
        if (!link.called() && Map.class.isAssignableFrom(raw)) {
            return Types.argument(type, Map.class, 1);
        }
        for (Word word : lexicon.on(raw)) {
            if (word.name().equals(link.name())) {
                return Optional.of(word.method().getReturnType());
            }
        }
        return named(raw, link).map(member -> member.result(type));
    }

    private Optional<Member> named(Class<?> raw, Link link) {
        Map<String, List<Member>> all = members.of(raw);
        String capital = Character.toUpperCase(link.name().charAt(0)) + link.name().substring(1);
        for (String name : link.called() ? List.of(link.name()) : List.of("get" + capital, "is" + capital,
            link.name())) {
            List<Member> forms = all.getOrDefault(name, List.of());
            if (!forms.isEmpty()) {
                // Overridden methods answer the narrower type; theirs come from the class itself.
                return forms.stream().filter(member -> member.method().getReturnType() != Object.class).findFirst()
                    .or(() -> Optional.of(forms.get(0)));
            }
        }
        return Optional.empty();
    }

    /** The type of a variable that the text itself declares before. */
    private Optional<Type> declared(String name, int before, int depth) {
        for (int i = before - 1; i > 0; i--) {
            if (frames.token(i).is(Sort.OPERATOR) && frames.sign(i).equals("=") && frames.previous(i) >= 0
                && frames.sign(frames.previous(i)).equals(name)) {
                int end = endOfValue(i + 1, before);
                return end > i ? typeAt(end, depth + 1) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private int endOfValue(int begin, int limit) {
        int end = Frame.NONE;
        int depth = 0;
        for (int i = begin; i < limit; i++) {
            Token token = frames.token(i);
            if (token.is(Sort.OPEN)) {
                depth++;
            } else if (token.is(Sort.CLOSE)) {
                depth--;
            } else if (depth == 0 && (token.is(Sort.NEWLINE) || frames.sign(i).equals(";"))) {
                return end;
            }
            end = token.isCode() ? i : end;
        }
        return end;
    }

    /** The type of what a closure is called with: {@code it}, or the first name before its arrow. */
    private Optional<Type> parameter(String name, int depth) {
        for (Iterator<Frame> outwards = frames.fromInside(); outwards.hasNext();) {
            Frame frame = outwards.next();
            if (frame.sign == '{' && frame.head != Frame.NONE && frames.isMember(frame.head)
                && name.equals(parameterOf(frame))) {
                int receiver = frames.previous(frames.previous(frame.head));
                return typeAt(receiver, depth + 1).map(type -> Types.element(type).orElse(type));
            }
        }
        return Optional.empty();
    }

    private String parameterOf(Frame closure) {
        List<String> words = new ArrayList<>();
        List<Token> all = frames.tokens().all();
        for (int i = closure.opening + 1; i < all.size() && words.size() < 6; i++) {
            if (frames.sign(i).equals("->")) {
                return words.isEmpty() ? "" : words.get(words.indexOf(",") > 0 ? words.indexOf(",") - 1
                    : words.size() - 1);
            }
            words.add(frames.sign(i));
        }
        return "it";
    }
}
