package org.rootbuild.assist;

import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rootbuild.assist.Members.Member;
import org.rootbuild.assist.Token.Quote;
import org.rootbuild.assist.Token.Sort;
import org.rootbuild.language.Word;
import org.rootbuild.verb.Option;

/** Says what the arguments of the call at the cursor are. */
public final class Hints {
    private static final int MOST_FORMS = 4;

    private final Vocabulary vocabulary;
    private final Lexicon lexicon;
    private final Members members = new Members();

    public Hints(Vocabulary vocabulary, Lexicon lexicon) {
        this.vocabulary = Objects.requireNonNull(vocabulary);
        this.lexicon = Objects.requireNonNull(lexicon);
    }

    /**
     * What is called at the cursor; empty where nothing is.
     *
     * @param cursor index in the buffer; one outside of it is taken for its end
     */
    public Optional<Hint> at(String buffer, int cursor) {
        String before = buffer.substring(0, cursor < 0 || cursor > buffer.length() ? buffer.length() : cursor);
        Optional<CommandLine> command = CommandLine.of(before, name -> vocabulary.commands().stream()
            .filter(each -> each.name().equals(name)).findFirst());
        return command.map(call -> new Hint(List.of(call.command().synopsis()), call.command().about(), "", ""))
            .or(() -> code(before));
    }

    private Optional<Hint> code(String before) {
        Tokens tokens = Lexer.read(before);
        Frames frames = new Frames(tokens, lexicon).upTo(walked(tokens));
        int position = Math.max(walked(tokens), before.length());
        Optional<Hint> near = call(frames, frames.calledAt(position), frames.innermost());
        for (Iterator<Frame> outwards = frames.fromInside(); near.isEmpty() && outwards.hasNext();) {
            Frame frame = outwards.next();
            near = call(frames, frame.called(), frame);
            if (frame.isBlock()) {
                break;
            }
        }
        return near;
    }

    /** Up to where the text is looked at: to its end, or to the beginning of what is written there. */
    private static int walked(Tokens tokens) {
        int last = tokens.all().size() - 1;
        if (last < 0) {
            return 0;
        }
        if (tokens.inside() != Quote.NONE) {
            while (last > 0 && !(tokens.all().get(last).is(Sort.TEXT) && tokens.all().get(last).begins())) {
                last--;
            }
            return tokens.all().get(last).start();
        }
        return tokens.text().length();
    }

    private Optional<Hint> call(Frames frames, int called, Frame frame) {
        if (called == Frame.NONE) {
            return Optional.empty();
        }
        if (frames.isMember(called)) {
            return method(frames, called);
        }
        List<Word> forms = lexicon.forms(frames.sign(called), frame.places);
        if (forms.isEmpty()) {
            return Optional.empty();
        }
        Optional<Option> option = Lexicon.options(forms).stream().filter(each -> each.name().equals(frame.option))
            .findFirst();
        String about = forms.stream().map(Prose::firstSentence).distinct().collect(Collectors.joining(" "));
        return Optional.of(new Hint(forms.stream().map(Prose::signature).distinct().limit(MOST_FORMS).toList(), about,
            option.map(each -> each.name() + ":").orElse(""), option.map(Prose::about).orElse("")));
    }

    private Optional<Hint> method(Frames frames, int called) {
        int receiver = frames.previous(frames.previous(called));
        if (receiver < 0) {
            return Optional.empty();
        }
        Optional<Type> type = new Chain(frames, lexicon, members, vocabulary.variables()).typeAt(receiver);
        List<Word> words = type.map(Types::raw).map(lexicon::on).orElse(List.of()).stream()
            .filter(word -> word.name().equals(frames.sign(called))).toList();
        if (!words.isEmpty()) {
            return Optional.of(new Hint(words.stream().map(Prose::signature).distinct().limit(MOST_FORMS).toList(),
                Prose.firstSentence(words.get(0)), "", ""));
        }
        List<String> forms = type.map(each -> members.of(Types.raw(each)).getOrDefault(frames.sign(called), List.of()))
            .orElse(List.of()).stream().map(Member::shown).distinct().limit(MOST_FORMS).toList();
        return forms.isEmpty() ? Optional.empty() : Optional.of(new Hint(forms, "", "", ""));
    }
}
