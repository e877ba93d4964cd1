package org.rootbuild.shell.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** One manual page in the macros of man(7), for a command or a subcommand of it. */
record ManualPage(CommandLine command, String version) {

    /** The command's page and those of all its subcommands that are not hidden. */
    static List<ManualPage> all(CommandLine command, String version) {
        List<ManualPage> pages = new ArrayList<>(List.of(new ManualPage(command, version)));
        subcommands(command).forEach(sub -> pages.addAll(all(sub, version)));
        return pages;
    }

    /** Such as {@code rootbuild-run.1}. */
    String fileName() {
        return dashed(command) + ".1";
    }

    String text() {
        StringBuilder page = new StringBuilder();
        page.append(".TH \"").append(literal(dashed(command).toUpperCase(java.util.Locale.ROOT)))
            .append("\" \"1\" \"\" \"rootbuild ").append(literal(version)).append("\" \"rootbuild\"\n");
        page.append(".SH NAME\n").append(literal(dashed(command))).append(" \\- ").append(literal(summary(command)))
            .append('\n');
        page.append(".SH SYNOPSIS\n.nf\n").append(literal(synopsis())).append("\n.fi\n");
        page.append(".SH DESCRIPTION\n").append(paragraphs(spec().usageMessage().description()));
        section(page, "ARGUMENTS", spec().positionalParameters().stream().filter(argument -> !argument.hidden())
            .map(argument -> entry(argument.paramLabel(), argument)));
        section(page, "OPTIONS", spec().options().stream().filter(option -> !option.hidden())
            .map(option -> entry(names(option), option)));
        section(page, "COMMANDS", subcommands(command).stream().map(sub -> ".TP\n.B "
            + literal(sub.getCommandName()) + "\n" + literal(summary(sub)) + "\nSee \\fB" + literal(dashed(sub))
            + "\\fR(1).\n"));
        section(page, "EXIT STATUS", spec().usageMessage().exitCodeList().entrySet().stream()
            .map(status -> ".TP\n.B " + literal(status.getKey()) + "\n" + literal(status.getValue()) + "\n"));
        if (command.getParent() != null) {
            page.append(".SH SEE ALSO\n\\fB").append(literal(dashed(command.getParent()))).append("\\fR(1)\n");
        }
        return page.toString();
    }

    private CommandSpec spec() {
        return command.getCommandSpec();
    }

    private String synopsis() {
        Help plain = command.getHelpFactory().create(spec(), Help.defaultColorScheme(Ansi.OFF));
        return plain.synopsis(0).strip();
    }

    private static void section(StringBuilder page, String title, Stream<String> entries) {
        String body = entries.collect(Collectors.joining());
        if (!body.isEmpty()) {
            page.append(".SH ").append(title).append('\n').append(body);
        }
    }

    private static String entry(String label, ArgSpec argument) {
        return ".TP\n.B " + literal(label) + "\n" + paragraphs(argument.description());
    }

    private static String names(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
        return Arrays.stream(option.names()).map(name -> name + (name.startsWith("--") ? value
            : value.replace('=', ' '))).collect(Collectors.joining(", "));
    }

    private static String paragraphs(String[] description) {
        String text = Arrays.stream(description).map(ManualPage::plain).map(ManualPage::literal)
            .collect(Collectors.joining("\n.br\n"));
        return text.isEmpty() ? "" : text + "\n";
    }

    private static String summary(CommandLine command) {
        String[] lines = command.getCommandSpec().usageMessage().description();
        return lines.length == 0 ? command.getCommandName() : plain(lines[0]).replaceAll("\\.$", "");
    }

    /** Without picocli's markup of colours and its format characters. */
    static String plain(String described) {
        return Ansi.OFF.string(described).replace("%n", " ").replace("%%", "%");
    }

    private static List<CommandLine> subcommands(CommandLine command) {
        return command.getSubcommands().values().stream().distinct()
            .filter(sub -> !sub.getCommandSpec().usageMessage().hidden()).toList();
    }

    private static String dashed(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /** Text that troff prints as it is: its escape character, minus signs and control lines are taken care of. */
    private static String literal(String text) {
        return text.lines().map(line -> line.replace("\\", "\\e").replace("-", "\\-"))
            .map(line -> line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line)
            .collect(Collectors.joining("\n"));
    }
}
