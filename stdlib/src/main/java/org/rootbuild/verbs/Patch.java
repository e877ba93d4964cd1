package org.rootbuild.verbs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.runtime.StringGroovyMethods;
import org.rootbuild.compress.Decompressor;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** {@code patch}: the differences that a diff describes. */
public final class Patch implements Verb.OnPass {
    private static final String FROM = "from";
    private static final String TEXT = "text";
    private static final String STRIP = "strip";
    private static final String FUZZ = "fuzz";
    private static final String REVERSE = "reverse";
    /** What 'patch' itself allows where it is not told. */
    private static final long USUAL_FUZZ = 2;
    private static final long MOST = 99;
    private static final int LIMIT_BYTES = 256 << 20;

    @Doc(value = "Changes files as a patch (a unified or context diff, compressed or not) says, in /build, taking"
        + " one leading folder from its"
        + " names. What applies elsewhere than the patch says, or with lines around it that differ (fuzz), is"
        + " reported. A part that"
        + " does not apply fails the step, which shows it. The patch tool of this machine is used; the root needs"
        + " none.",
        examples = {"patch local('fix-build.patch')", "patch glibcFhs, fuzz: 0"})
    public static void patch(PassSpec self, SourceRef patch) {
        patch(self, Map.of(), patch);
    }

    @Doc(value = "Changes files as a patch says, elsewhere or more strictly.",
        examples = "patch zlibFix, strip: 0, folder: 'zlib', fuzz: 0")
    public static void patch(PassSpec self,
        @Option(name = "strip", type = Integer.class, about = "how many leading names to take from every path; 1"
            + " where it is not given")
        @Option(name = "folder", type = String.class, about = "where the names begin; /build where it is not given")
        @Option(name = "fuzz", type = Integer.class, about = "how many lines around a change may differ; 2 where it"
            + " is not given")
        @Option(name = "reverse", type = Boolean.class, about = "takes back what the patch did")
        Map<String, Object> options, SourceRef patch) {
        step(self, options, Fields.builder().put(FROM, patch.value()));
    }

    @Doc(value = "Changes files as a patch says that is written in the recipe.",
        examples = {"patch '''", "--- a/Makefile", "+++ b/Makefile", "@@ -1 +1 @@", "-CC = cc", "+CC = gcc", "'''"})
    public static void patch(PassSpec self, CharSequence text) {
        patch(self, Map.of(), text);
    }

    @Doc("Changes files as a patch in the recipe says, elsewhere or more strictly.")
    public static void patch(PassSpec self,
        @Option(name = "strip", type = Integer.class, about = "how many leading names to take from every path; 1"
            + " where it is not given")
        @Option(name = "folder", type = String.class, about = "where the names begin; /build where it is not given")
        @Option(name = "fuzz", type = Integer.class, about = "how many lines around a change may differ; 2 where it"
            + " is not given")
        @Option(name = "reverse", type = Boolean.class, about = "takes back what the patch did")
        Map<String, Object> options, CharSequence text) {
        if (text.toString().isBlank()) {
            self.problem("an empty patch changes nothing", "Write what 'diff -u' prints, or remove it.");
        }
        step(self, options, Fields.builder().text(TEXT, text.toString()));
    }

    private static void step(PassSpec self, Map<String, Object> options, Fields.Builder fields) {
        Options given = Options.of(options);
        fields.text(ProgramStep.FOLDER, ProgramStep.folder(self, given));
        for (String number : List.of(STRIP, FUZZ)) {
            given.whole(number).ifPresent(value -> {
                if (value < 0 || value > MOST) {
                    self.problem("'" + number + ":' is " + value, "It is between 0 and " + MOST + ".");
                }
                fields.whole(number, value);
            });
        }
        if (given.flag(REVERSE)) {
            fields.flag(REVERSE, true);
        }
        self.step(Patch.class, fields.build());
    }

    @Override
    public String name() {
        return "patch";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        Fields fields = context.arguments();
        String name = fields.find(FROM).isPresent() ? fields.ref(FROM).name() : "the patch";
        byte[] text = text(context, fields, name);
        int strip = fields.findWhole(STRIP).orElse(1L).intValue();
        PatchText patch = PatchText.read(name, new String(text, StandardCharsets.ISO_8859_1), strip);
        Path scratch = context.scratch();
        PatchedFiles files = new PatchedFiles(Place.tree(context), TreePath.of(fields.text(ProgramStep.FOLDER)),
            Files.createDirectories(scratch.resolve("files")), context.epochSeconds());
        files.bring(patch.paths());
        Path file = Files.write(scratch.resolve("patch"), text);
        new PatchTool(context.equipment(Runners.class, Runners::on), context.activity()).apply(name, file,
            files.folder(), new PatchTool.Manner(strip, fields.findWhole(FUZZ).orElse(USUAL_FUZZ).intValue(),
                fields.flag(REVERSE), patch.isContext()));
        int changed = files.takeBack();
        if (changed == 0) {
            throw new Failure(name + " changed nothing", "Leave it out, or correct it.");
        }
        context.activity().log(name + ": " + changed + (changed == 1 ? " file" : " files") + " changed");
    }

    private static byte[] text(PassContext context, Fields fields, String name) throws IOException {
        if (fields.find(FROM).isEmpty()) {
            String text = StringGroovyMethods.stripIndent((CharSequence) fields.text(TEXT));
            return (text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8);
        }
        Path file = context.source(fields.ref(FROM));
        if (!Files.isRegularFile(file)) {
            throw new Failure(name + " is no file, so it is no patch", "Name the file that holds the patch.");
        }
        try (InputStream bytes = Files.newInputStream(file);
             InputStream in = new Decompressor().open(new PeekInput(bytes, fields.ref(FROM).name()))) {
            byte[] text = in.readNBytes(LIMIT_BYTES);
            if (text.length == LIMIT_BYTES) {
                throw new Failure(name + " is larger than 256 MiB", "Is it a patch?");
            }
            return text;
        }
    }
}
