package org.rootbuild.shell.distribution;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The completion function for zsh, in the language of {@code _arguments} (zshcompsys(1)): one shell function for each
 * command, which completes its options and arguments and hands on to those of its subcommands.
 */
final class ZshCompletion {
    private final CommandLine root;

    ZshCompletion(CommandLine root) {
        this.root = root;
    }

    String text() {
        StringBuilder file = new StringBuilder("#compdef " + root.getCommandName() + "\n\n");
        function(root, file);
        return file.append(name(root)).append(" \"$@\"\n").toString();
    }

    private static void function(CommandLine command, StringBuilder file) {
        List<CommandLine> subcommands = command.getSubcommands().values().stream().distinct()
            .filter(sub -> !sub.getCommandSpec().usageMessage().hidden()).toList();
        subcommands.forEach(sub -> function(sub, file));
        List<String> words = new ArrayList<>();
        command.getCommandSpec().options().stream().filter(option -> !option.hidden())
            .forEach(option -> Arrays.stream(option.names()).forEach(name -> words.add(quoted(word(name, option)))));
        if (subcommands.isEmpty()) {
            command.getCommandSpec().positionalParameters().stream().filter(argument -> !argument.hidden())
                .forEach(argument -> words.add(quoted(word(argument))));
        } else {
            words.add("'1: :->command'");
            words.add("'*:: :->arguments'");
        }
        file.append(name(command)).append("() {\n");
        if (subcommands.isEmpty()) {
            file.append("    _arguments -s -S").append(joined(words)).append("\n}\n\n");
        } else {
            file.append("    local curcontext=\"$curcontext\" state line\n    typeset -A opt_args\n");
            file.append("    _arguments -C -s").append(joined(words)).append(" && return 0\n");
            file.append(dispatch(subcommands)).append("}\n\n");
        }
    }

    private static String dispatch(List<CommandLine> subcommands) {
        StringBuilder part = new StringBuilder("    case $state in\n    command)\n        local -a commands=(\n");
        subcommands.forEach(sub -> part.append("            ").append(quoted(sub.getCommandName().replace(":", "\\:")
            + ":" + summary(sub.getCommandSpec().usageMessage().description()))).append('\n'));
        part.append("        )\n        _describe -t commands command commands\n        ;;\n");
        part.append("    arguments)\n        case $line[1] in\n");
        subcommands.forEach(sub -> part.append("        ").append(sub.getCommandName()).append(") ")
            .append(name(sub)).append(" ;;\n"));
        return part.append("        esac\n        ;;\n    esac\n").toString();
    }

    /** {@code *--jobs=[explanation]:N:action}; the star, where an option may be given more than once. */
    private static String word(String name, OptionSpec option) {
        String repeated = option.isMultiValue() ? "*" : "";
        String explained = "[" + bracketed(summary(option.description())) + "]";
        if (option.arity().max() == 0) {
            return repeated + name + explained;
        }
        String glue = name.startsWith("--") ? "=" : "+";
        return repeated + name + glue + explained + ":" + label(option) + ":" + action(option);
    }

    private static String word(PositionalParamSpec argument) {
        String place = argument.index().isUnspecified() || argument.isMultiValue() ? "*"
            : Integer.toString(argument.index().min() + 1);
        String optional = argument.required() || place.equals("*") ? "" : ":";
        return place + ":" + optional + label(argument) + ":" + action(argument);
    }

    private static String action(ArgSpec argument) {
        if (argument.completionCandidates() != null) {
            return "(" + StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                .collect(Collectors.joining(" ")) + ")";
        }
        boolean names = Stream.concat(Stream.of(argument.type()), Arrays.stream(argument.auxiliaryTypes()))
            .anyMatch(type -> type == Path.class || type == File.class);
        return names ? "_files" : " ";
    }

    private static String label(ArgSpec argument) {
        return argument.paramLabel().replaceAll("[<>\\[\\]:]", "");
    }

    private static String summary(String[] description) {
        return description.length == 0 ? ""
            : ManualPage.plain(description[0]).replaceAll("\\.$", "").replace("\n", " ");
    }

    private static String bracketed(String text) {
        return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
    }

    private static String joined(List<String> words) {
        return words.stream().map(word -> " \\\n        " + word).collect(Collectors.joining());
    }

    private static String quoted(String word) {
        return word.startsWith("'") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String name(CommandLine command) {
        return "_" + command.getCommandSpec().qualifiedName("_").replace('-', '_');
    }
}
