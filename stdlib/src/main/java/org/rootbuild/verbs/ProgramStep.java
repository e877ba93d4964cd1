package org.rootbuild.verbs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.verb.PassContext;

/** What all steps that run programs say in the same words, and how such a step is carried out. */
final class ProgramStep {
    static final String FOLDER = "folder";
    static final String COMMAND = "command";
    static final String ARGUMENTS = "arguments";
    static final String BEFORE = "before";
    static final String AFTER = "after";
    static final String JOBS = "jobs";
    /** The option by which a program without make's job server learns how many jobs it may run, such as {@code -j}. */
    static final String JOBS_OPTION = "jobsOption";
    static final String MAKES_FOLDER = "makesFolder";

    /** Of a pass: some step before has run programs. */
    private static final String PROGRAMS = "programs";
    /** Further words that are shell code, evaluated when the step runs. */
    static final String EVALUATED = "evaluated";
    private static final Set<String> WITHOUT_PROGRAMS = Set.of("sources", "patch", "substitute");

    private ProgramStep() {
    }

    /** Begins the fields of a step that runs programs: with the settings that hold here, and those of the step. */
    static Fields.Builder begin(PassSpec pass, Options given) {
        if (pass.isRootEmptyBut(WITHOUT_PROGRAMS)) {
            pass.problem("the root of the pass '" + pass.name() + "' is empty: there is no program in it to run",
                "Let it begin with something that has a shell: root('…', from: host()), another root, or a tarball.");
        }
        pass.option(PROGRAMS, new Value.Flag(true));
        Fields.Builder fields = Fields.builder();
        Settings.record(pass, given, fields);
        return fields;
    }

    /** Whether the step runs programs, and so says under which conditions. */
    static boolean runsPrograms(Step step) {
        return step.arguments().findText(FOLDER).isPresent() && !step.arguments().flag(Verify.IN_TREE)
            && !WITHOUT_PROGRAMS.contains(step.verb());
    }

    /** Whether programs ran in this pass before: then one more costs less than a look at the tree from outside. */
    static boolean hasRun(PassSpec pass) {
        return pass.option(PROGRAMS).isPresent();
    }

    /** The folder of the named argument {@code folder:}; the build folder where it is not given. */
    static String folder(PassSpec pass, Options given) {
        return given.text(FOLDER).map(folder -> PathCheck.folder(pass, folder)).orElse(Place.BUILD);
    }

    static void jobs(PassSpec pass, Options given, Fields.Builder fields) {
        given.whole(JOBS).ifPresent(jobs -> {
            if (jobs < 1 || jobs > 4096) {
                pass.problem("nothing can be made with " + jobs + " jobs", "Give it 1 to 4096.");
            } else {
                fields.hint(JOBS, new Value.Whole(jobs));
            }
        });
    }

    static void scripts(PassSpec pass, Options given, Fields.Builder fields) {
        for (String label : List.of(BEFORE, AFTER)) {
            given.text(label).ifPresent(text -> fields.text(label, Sh.checked(pass, text)));
        }
    }

    /** Options of one step over those that its verb was given for all its steps. */
    static Map<String, Object> over(Map<String, Object> all, Map<String, Object> one) {
        Map<String, Object> joined = new LinkedHashMap<>(all);
        joined.putAll(one);
        if (all.get(Settings.ENVIRONMENT) instanceof Map<?, ?> outer
            && one.get(Settings.ENVIRONMENT) instanceof Map<?, ?> inner) {
            Map<Object, Object> variables = new LinkedHashMap<>(outer);
            variables.putAll(inner);
            joined.put(Settings.ENVIRONMENT, variables);
        }
        return joined;
    }

    /** Runs what the fields say: the script before, the command, the script after. */
    static void run(PassContext context) throws IOException, InterruptedException {
        Fields fields = context.arguments();
        String folder = fields.text(FOLDER);
        Programs programs = new Programs(context);
        if (fields.flag(MAKES_FOLDER)) {
            programs.run(List.of("mkdir", "-p", "--", folder), "/");
        }
        Optional<String> before = fields.findText(BEFORE);
        if (before.isPresent()) {
            programs.script(before.get(), folder);
        }
        programs.run(words(fields, programs.jobs()), folder);
        Optional<String> after = fields.findText(AFTER);
        if (after.isPresent()) {
            programs.script(after.get(), folder);
        }
    }

    private static List<String> words(Fields fields, int jobs) {
        List<String> words = new ArrayList<>(fields.texts(COMMAND));
        fields.findText(JOBS_OPTION).ifPresent(option -> words.add(option + jobs));
        words.addAll(fields.texts(ARGUMENTS));
        return evaluating(fields.texts(EVALUATED), words);
    }

    /** An assignment fails where a command in it does, which a word of a command would not. */
    private static List<String> evaluating(List<String> evaluated, List<String> words) {
        if (evaluated.isEmpty()) {
            return words;
        }
        StringBuilder script = new StringBuilder();
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < evaluated.size(); i++) {
            script.append("word").append(i).append("=\"").append(evaluated.get(i)).append("\"\n");
            more.append(" \"$word").append(i).append('"');
        }
        List<String> all = new ArrayList<>(List.of("sh", "-euc", script + "exec \"$@\"" + more, "sh"));
        all.addAll(words);
        return all;
    }
}
