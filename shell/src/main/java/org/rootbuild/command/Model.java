package org.rootbuild.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command line as picocli knows it. */
public final class Model {
    static final String HELP = "--help";

    private Model() {
    }

    /** The program with all its commands, also for what is generated from them. */
    public static CommandLine whole() {
        CommandSpec root = program();
        for (CommandName name : CommandName.values()) {
            root.addSubcommand(name.word(), specOf(name, name.create()));
        }
        return lean(root);
    }

    /** The program with that command alone: making the others takes time that nobody gets anything for. */
    static CommandLine with(CommandName name, Subcommand command) {
        CommandSpec root = program();
        root.addSubcommand(name.word(), specOf(name, command));
        return lean(root);
    }

    private static CommandSpec program() {
        // Otherwise it starts the whole Groovy runtime, in case an annotation holds a closure; we have no annotations.
        System.setProperty("picocli.disable.closures", "true");
        CommandSpec root = CommandSpec.create().name("rootbuild");
        root.usageMessage().description(Overview.ABOUT).exitCodeListHeading("%nExit status:%n")
            .exitCodeList(exitStatuses());
        root.addOption(help());
        root.addOption(OptionSpec.builder("-V", "--version").versionHelp(true)
            .description("Says which version this is.").build());
        return root;
    }

    private static Map<String, String> exitStatuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        statuses.put("0", "Done.");
        statuses.put("1", "A pass failed.");
        statuses.put("2", "The recipe or the command line is wrong.");
        statuses.put("3", "The host lacks something.");
        statuses.put("130", "Interrupted.");
        statuses.put("143", "Told to end.");
        return statuses;
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", HELP).usageHelp(true).description("Shows this help.").build();
    }

    private static CommandSpec specOf(CommandName name, Subcommand command) {
        CommandSpec spec = CommandSpec.create().name(name.word());
        spec.usageMessage().description(name.summary());
        command.describe(spec);
        spec.usageMessage().customSynopsis(synopsis("rootbuild " + name.word(), spec));
        return spec.addOption(help());
    }

    /** The arguments before the options, which the list below says all about. */
    private static String synopsis(String command, CommandSpec spec) {
        StringBuilder synopsis = new StringBuilder(command);
        for (PositionalParamSpec argument : spec.positionalParameters()) {
            String label = argument.paramLabel() + (argument.isMultiValue() ? "…" : "");
            synopsis.append(' ').append(argument.required() ? label : "[" + label + "]");
        }
        return synopsis.append(" [OPTIONS]").toString();
    }

    /** A part of a command that has parts, such as {@code store usage}. */
    static CommandSpec part(String word, String summary) {
        CommandSpec spec = CommandSpec.create().name(word);
        spec.usageMessage().description(summary);
        return spec.addOption(help());
    }

    private static CommandLine lean(CommandSpec root) {
        CommandLine line = new CommandLine(root);
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        line.setUsageHelpAutoWidth(false);
        return line;
    }
}
