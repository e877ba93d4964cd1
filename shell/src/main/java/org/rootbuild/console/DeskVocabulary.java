package org.rootbuild.console;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.assist.CommandWord;
import org.rootbuild.assist.Named;
import org.rootbuild.assist.Vocabulary;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Place;
import org.rootbuild.desk.Steps;
import org.rootbuild.model.Node;
import org.rootbuild.model.Parameter;
import org.rootbuild.model.Step;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.session.Position;

/** What lies on the desk, by its names. */
final class DeskVocabulary implements Vocabulary {
    private static final String YES_OR_NO = "yes or no";

    private final List<CommandWord> commands;
    private final Language language;
    private final Desk desk;
    private final RootFiles files;

    DeskVocabulary(ConsoleCommands commands, Language language, Desk desk) {
        this.commands = commands.all().stream().map(DeskVocabulary::word).toList();
        this.language = language;
        this.desk = desk;
        this.files = new RootFiles(desk);
    }

    private static CommandWord word(ConsoleCommand command) {
        List<org.rootbuild.assist.ArgumentKind> kinds = command.arguments().stream().map(DeskVocabulary::kind).toList();
        return new CommandWord(command.name(), command.summary(), command.synopsis(), kinds,
            command.words().stream().map(Named::of).toList());
    }

    private static org.rootbuild.assist.ArgumentKind kind(ArgumentKind kind) {
        return switch (kind) {
            case NODE -> org.rootbuild.assist.ArgumentKind.NODE;
            case PLACE -> org.rootbuild.assist.ArgumentKind.PLACE;
            case PARAMETER -> org.rootbuild.assist.ArgumentKind.PARAMETER;
            case FILE -> org.rootbuild.assist.ArgumentKind.FILE;
            case COMMAND -> org.rootbuild.assist.ArgumentKind.COMMAND;
            case ROOT -> org.rootbuild.assist.ArgumentKind.ROOT;
            case ROOT_OR_NODE -> org.rootbuild.assist.ArgumentKind.ROOT_OR_NODE;
            case CODE -> org.rootbuild.assist.ArgumentKind.CODE;
            case VALUE -> org.rootbuild.assist.ArgumentKind.VALUE;
            case WORD -> org.rootbuild.assist.ArgumentKind.WORD;
            case TEXT -> org.rootbuild.assist.ArgumentKind.NONE;
        };
    }

    @Override
    public List<CommandWord> commands() {
        return commands;
    }

    @Override
    public List<Named> nodes() {
        List<Named> nodes = new ArrayList<>();
        desk.plan().nodes().forEach(node -> nodes.add(new Named(node.name(), node.node().kind() + ", "
            + desk.session().states().get(node.name()).word())));
        return nodes;
    }

    @Override
    public List<Named> steps(String node) {
        return desk.plan().find(node).map(planned -> Steps.of(planned.node()).stream().map(DeskVocabulary::named).toList())
            .orElse(List.of());
    }

    private static Named named(Step step) {
        return new Named(step.name(), step.location().toString());
    }

    @Override
    public List<Named> roots() {
        return desk.plan().recipe().roots().stream().map(root -> new Named(root.name(), "root")).toList();
    }

    @Override
    public List<Named> parameters() {
        return desk.plan().recipe().parameters().stream().map(DeskVocabulary::named).toList();
    }

    private static Named named(Parameter parameter) {
        return new Named(parameter.name(), parameter.value() + (parameter.about().isEmpty() ? ""
            : ": " + parameter.about()));
    }

    /** What 'set' takes: {@code default} and the choices; of a free value what it is and what the recipe says. */
    @Override
    public List<Named> values(String parameter) {
        return desk.plan().recipe().parameters().stream().filter(each -> each.name().equals(parameter)).findFirst()
            .map(DeskVocabulary::values).orElse(List.of());
    }

    private static List<Named> values(Parameter parameter) {
        List<String> known = !parameter.choices().isEmpty() ? parameter.choices()
            : parameter.type().equals(YES_OR_NO) ? List.of("true", "false")
            : List.of(parameter.value(), parameter.defaultValue());
        List<Named> values = new ArrayList<>();
        known.stream().distinct().forEach(value -> values.add(new Named(value, value.equals(parameter.value())
            ? "as it is" : value.equals(parameter.defaultValue()) ? "as the recipe says" : "")));
        values.add(new Named("default", "as the recipe says"));
        return values;
    }

    @Override
    public Optional<String> currentRoot() {
        return language.currentRoot(desk);
    }

    @Override
    public Optional<String> rootOf(String place) {
        String node = place.isEmpty() ? desk.session().position().map(Position::node).orElse("") : place;
        return desk.plan().find(node).or(() -> desk.plan().find(Place.of(node).node()))
            .map(PlannedNode::node).filter(Node.Pass.class::isInstance).map(pass -> ((Node.Pass) pass).root());
    }

    @Override
    public List<Named> files(String root, String folder) {
        return files.in(root, folder);
    }

    @Override
    public Map<String, Type> variables() {
        return language.variables();
    }
}
