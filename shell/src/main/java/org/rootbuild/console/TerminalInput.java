package org.rootbuild.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp;
import org.jline.widget.AutosuggestionWidgets;
import org.rootbuild.assist.jline.EntryParser;
import org.rootbuild.assist.jline.SuggestionCompleter;
import org.rootbuild.command.Caller;
import org.rootbuild.desk.Desk;
import org.rootbuild.progress.Look;

/** Commands typed at a terminal, with history, completion and colours. */
final class TerminalInput implements Input {
    private static final String HISTORY = "history";
    private static final int MOST_HISTORY = 10_000;
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_LINES = 24;

    /** Held, for otherwise it could be forgotten: what JLine has to say of itself would land between the lines. */
    private final Logger silenced;
    private final Terminal terminal;
    private final LineReader reader;
    private final Look look;
    private volatile Runnable interrupted = () -> { };

    private TerminalInput(Logger silenced, Terminal terminal, LineReader reader, Look look) {
        this.silenced = silenced;
        this.terminal = terminal;
        this.reader = reader;
        this.look = look;
        terminal.handle(Terminal.Signal.INT, signal -> interrupted.run());
    }

    /** Empty where the terminal cannot be worked with, such as on a host without the programs for that. */
    static Optional<TerminalInput> open(Caller caller, ConsoleCommands commands, Language language, Desk desk,
                                        Optional<InputStream> typed) throws IOException {
        TerminalLibrary.unpack(desk.store().hostMemory());
        caller.variable("TERM").ifPresent(TerminalInput::describe);
        Logger logger = Logger.getLogger("org.jline");
        logger.setLevel(Level.OFF);
        try {
            Terminal terminal = typed.isPresent() ? unseen(typed.get()) : terminal();
            return Optional.of(new TerminalInput(logger, terminal, reader(terminal, caller, commands, language, desk),
                caller.screen().look()));
        } catch (IOException | IllegalStateException noProvider) {
            return Optional.empty();
        }
    }

    /** What JLine itself knows of the usual terminals; otherwise it would start a program to find out. */
    private static void describe(String type) {
        String like = type.startsWith("tmux") || type.startsWith("screen") ? "screen-256color"
            : type.startsWith("xterm") ? "xterm-256color" : type;
        Optional.ofNullable(InfoCmp.getDefaultInfoCmp(like)).ifPresent(known -> InfoCmp.setLoadedInfoCmp(type, known));
    }

    private static Terminal terminal() throws IOException {
        // The reader of standard output may be a program: what is typed belongs to the screen.
        Terminal terminal = built(builder -> builder.system(true).dumb(false)
            .systemOutput(TerminalBuilder.SystemOutput.SysErr));
        if (terminal.getWidth() == 0 || terminal.getHeight() == 0) {
            // Serial lines do not know their size.
            terminal.setSize(new Size(USUAL_COLUMNS, USUAL_LINES));
        }
        return terminal;
    }

    private static Terminal unseen(InputStream typed) throws IOException {
        return built(builder -> builder.system(false).type("xterm-256color")
            .streams(typed, OutputStream.nullOutputStream()).size(new Size(USUAL_COLUMNS, USUAL_LINES)));
    }

    /** By the library; only where that cannot be loaded by programs, each of which takes as long as all the rest. */
    private static Terminal built(UnaryOperator<TerminalBuilder> how) throws IOException {
        try {
            return how.apply(TerminalBuilder.builder().name("rootbuild").provider("jni").ffm(false).jni(true)
                .exec(false)).build();
        } catch (IOException | IllegalStateException | LinkageError noLibrary) {
            return how.apply(TerminalBuilder.builder().name("rootbuild").provider("exec").ffm(false).jni(false)
                .exec(true)).build();
        }
    }

    private static LineReader reader(Terminal terminal, Caller caller, ConsoleCommands commands, Language language,
                                     Desk desk) {
        Assistance assistance = new Assistance(commands, language, desk, caller.screen().look());
        Path history = desk.workplace().settings().stateFolder().resolve(HISTORY);
        LineReader reader = LineReaderBuilder.builder().terminal(terminal).appName("rootbuild")
            .parser(new EntryParser(assistance.completion(), commands::isCommand))
            .history(new DiscreetHistory(name -> Names.isSecret(name, desk)))
            .completer(new SuggestionCompleter(assistance.completion())).highlighter(assistance.highlighter())
            .variable(LineReader.HISTORY_FILE, history).variable(LineReader.HISTORY_FILE_SIZE, MOST_HISTORY)
            .variable(LineReader.HISTORY_SIZE, MOST_HISTORY).variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  > ")
            .variable(LineReader.LIST_MAX, 200).option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.AUTO_FRESH_LINE, false).option(LineReader.Option.CASE_INSENSITIVE, false)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true).option(LineReader.Option.HISTORY_TIMESTAMPED, false)
            .build();
        if (caller.screen().look().live()) {
            new AutosuggestionWidgets(reader).enable();
        }
        assistance.hintKey().bindTo(reader);
        assistance.prepareSoon();
        return reader;
    }

    @Override
    public Optional<String> next(Prompt prompt) throws IOException {
        try {
            return Optional.of(reader.readLine(drawn(prompt)));
        } catch (UserInterruptException cleared) {
            return Optional.of("");
        } catch (EndOfFileException end) {
            return Optional.empty();
        }
    }

    private String drawn(Prompt prompt) {
        if (!look.live()) {
            return look.clean(prompt.plain());
        }
        AttributedStringBuilder text = new AttributedStringBuilder();
        text.styled(AttributedStyle.BOLD, look.clean(prompt.recipe()));
        if (!prompt.position().isEmpty()) {
            text.append(" ").styled(AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN),
                look.clean(prompt.shortPosition()));
        }
        if (!prompt.state().isEmpty()) {
            int colour = prompt.state().equals(Prompt.FAILED) ? AttributedStyle.RED : AttributedStyle.GREEN;
            text.append(" ").styled(AttributedStyle.DEFAULT.foreground(colour), prompt.state());
        }
        return text.append("> ").toAnsi(terminal);
    }

    @Override
    public String answer(String question) {
        try {
            // Answers are no commands: they are neither completed nor remembered.
            reader.setVariable(LineReader.DISABLE_HISTORY, true);
            return reader.readLine(question);
        } catch (UserInterruptException | EndOfFileException none) {
            return "";
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
        }
    }

    @Override
    public List<String> history() {
        List<String> lines = new ArrayList<>();
        for (History.Entry entry : reader.getHistory()) {
            lines.add(entry.line());
        }
        return lines;
    }

    @Override
    public Scope unseen() {
        Attributes before = terminal.getAttributes();
        Attributes quiet = new Attributes(before);
        quiet.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        terminal.setAttributes(quiet);
        // Whoever suspended this shell has set the terminal as it was before.
        Terminal.SignalHandler other = terminal.handle(Terminal.Signal.CONT, signal -> terminal.setAttributes(quiet));
        return () -> {
            terminal.handle(Terminal.Signal.CONT, other);
            terminal.setAttributes(before);
        };
    }

    @Override
    public Scope listening(Runnable told) {
        interrupted = told;
        return () -> interrupted = () -> { };
    }

    @Override
    public void close() throws IOException {
        reader.getHistory().save();
        terminal.close();
        silenced.setLevel(null);
    }
}
