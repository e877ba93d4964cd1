package org.rootbuild.language;

import java.util.List;
import java.util.Objects;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.SourceUnit;

/**
 * Where the statements of a script stand in its text. Only the text is looked at: no name in it is looked up, nothing
 * is compiled or run.
 *
 * @param statements in the order of the text, which are not inside of others
 * @param literals   the texts in it that go over several lines: how far their lines are indented belongs to them
 */
public record Outline(String text, List<Statement> statements, List<Span> literals) {
    public Outline {
        Objects.requireNonNull(text);
        statements = List.copyOf(statements);
        literals = List.copyOf(literals);
    }

    /**
     * Parses the text.
     *
     * @param file what messages call it
     * @throws RecipeErrors when it is no script
     */
    public static Outline of(String text, String file) throws RecipeErrors {
        CompilerConfiguration configuration = new CompilerConfiguration();
        SourceUnit unit = new SourceUnit(file, text, configuration, null, new ErrorCollector(configuration));
        try (ParserNoise kept = new ParserNoise()) {
            unit.parse();
            unit.completePhase();
            unit.nextPhase();
            unit.convert();
        } catch (CompilationFailedException failed) {
            throw new RecipeErrors(SyntaxProblems.of(unit.getErrorCollector(), text, file, true));
        } catch (StackOverflowError deep) {
            throw SyntaxProblems.tooDeep(file);
        }
        ModuleNode module = unit.getAST();
        if (unit.getErrorCollector().hasErrors()) {
            throw new RecipeErrors(SyntaxProblems.of(unit.getErrorCollector(), text, file, true));
        }
        return new OutlineReader(text, module).read();
    }
}
