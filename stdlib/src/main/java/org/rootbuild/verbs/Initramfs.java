package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.Reference;
import org.rootbuild.language.RootRef;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.OptionsOf;
import org.rootbuild.verb.Verb;

/** {@code initramfs}: the archive that a kernel unpacks into its first root filesystem, made new or of an older one. */
public final class Initramfs implements Verb.OnArtifact {
    static final String ROOT = "root";
    static final String LIKE = "like";
    static final String OLD = "old";
    static final String STEPS = "steps";
    static final String APPENDED = "appended";
    static final String ADVDEF = "advdef";

    @Doc(value = "Packs a root as an initramfs: cpio, newc, compressed with gzip. The same root gives the same bytes.",
        examples = "artifact('initramfs.cpio.gz') { initramfs root('system') }")
    public static void initramfs(ArtifactSpec self, RootRef root) {
        initramfs(self, Map.of(), root);
    }

    @Doc(value = "Packs a root as an initramfs, compressed as is said; or in the shape of another one, of which the"
        + " root was unpacked: its segments, their compression, the order of their entries, and the bytes of all"
        + " that did not change.",
        examples = {"artifact('initramfs.cpio.zst') { initramfs root('system'), compress: 'zstd', level: 19 }",
            "artifact('corepure64.gz') { initramfs root('core'), like: theOldOne }"})
    public static void initramfs(ArtifactSpec self,
        @Option(name = LIKE, type = Object.class, about = "an initramfs whose shape it gets: an artifact or a source")
        @Option(name = Packing.COMPRESS, type = String.class, about = "gzip, bzip2, xz, lzma, zstd, lz4 or none; gzip"
            + " where it is not given")
        @Option(name = Packing.LEVEL, type = Integer.class, about = "how hard; 6 for gzip, xz and lzma, 9 for bzip2 and"
            + " lz4, 19 for zstd where not given")
        @Option(name = ADVDEF, type = Integer.class, about = "lets advdef encode the gzip data anew, 1 to 4: as -z4"
            + " does, which takes minutes and saves some hundredths")
        Map<String, Object> options, RootRef root) {
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder().put(ROOT, root.value());
        Optional<Object> like = given.find(LIKE, Object.class);
        like.ifPresent(one -> reference(self, one).ifPresent(value -> fields.put(LIKE, value)));
        record(self, given, fields, like.isEmpty());
    }

    private static Optional<Value> reference(ArtifactSpec self, Object like) {
        if (like instanceof ArtifactRef || like instanceof SourceRef) {
            return Optional.of(((Reference) like).value());
        }
        self.problem("'" + LIKE + ":' is neither an artifact nor a source",
            "Name the initramfs whose shape it is to get.");
        return Optional.empty();
    }

    @Doc(value = "Takes an initramfs and changes a copy of it, of whatever shape it is: the words are those of a"
        + " partition's files, with mknod, chmod, chown and append. What is not touched keeps its bytes.",
        examples = {"artifact('initrd.gz') {", "    initramfs(theOldOne) {", "        write '/etc/hostname', 'box\\n'",
            "        mknod '/dev/console', 'c', 5, 1", "        append root('extra'), compress: 'lzma'", "    }", "}"})
    public static void initramfs(ArtifactSpec self, SourceRef old,
        @DelegatesTo(value = InitramfsSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        change(self, Options.of(Map.of()), old.value(), body);
    }

    @Doc("Takes an initramfs and changes a copy of it, compressed otherwise.")
    public static void initramfs(ArtifactSpec self, @OptionsOf(InitramfsOptions.class) Map<String, Object> options,
        SourceRef old,
        @DelegatesTo(value = InitramfsSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        change(self, Options.of(options), old.value(), body);
    }

    @Doc("Takes an initramfs that is an artifact and changes a copy of it.")
    public static void initramfs(ArtifactSpec self, ArtifactRef old,
        @DelegatesTo(value = InitramfsSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        change(self, Options.of(Map.of()), old.value(), body);
    }

    @Doc("Takes an initramfs that is an artifact and changes a copy of it, compressed otherwise.")
    public static void initramfs(ArtifactSpec self, @OptionsOf(InitramfsOptions.class) Map<String, Object> options,
        ArtifactRef old,
        @DelegatesTo(value = InitramfsSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        change(self, Options.of(options), old.value(), body);
    }

    @Doc(value = "Compresses an initramfs otherwise, and changes nothing else of it; segments for early use stay as"
        + " they are.", examples = "artifact('initrd.xz') { initramfs theOldOne, compress: 'xz', level: 9 }")
    public static void initramfs(ArtifactSpec self, @OptionsOf(InitramfsOptions.class) Map<String, Object> options,
        SourceRef old) {
        record(self, Options.of(options), Fields.builder().put(OLD, old.value()), false);
    }

    @Doc("Compresses an initramfs that is an artifact otherwise.")
    public static void initramfs(ArtifactSpec self, @OptionsOf(InitramfsOptions.class) Map<String, Object> options,
        ArtifactRef old) {
        record(self, Options.of(options), Fields.builder().put(OLD, old.value()), false);
    }

    private static void change(ArtifactSpec self, Options given, Value.Ref old, Closure<?> body) {
        InitramfsSpec spec = new InitramfsSpec(self);
        Closure<?> bound = (Closure<?>) body.clone();
        bound.setDelegate(spec);
        bound.setResolveStrategy(Closure.DELEGATE_FIRST);
        bound.call();
        if (spec.steps().isEmpty() && spec.appended().isEmpty() && !given.has(Packing.COMPRESS)) {
            self.problem("nothing of the initramfs is changed", "Say what: write …, copy …, remove …, append ….");
            return;
        }
        record(self, given, Fields.builder().put(OLD, old).put(STEPS, new Value.ListOf(spec.steps()))
            .put(APPENDED, new Value.ListOf(spec.appended())), false);
    }

    /** @param isNew whether there is no shape that says how to compress */
    private static void record(ArtifactSpec self, Options given, Fields.Builder fields, boolean isNew) {
        Optional<Long> advdef = given.whole(ADVDEF);
        advdef.ifPresent(effort -> {
            if (effort < 1 || effort > 4 || !given.text(Packing.COMPRESS).orElse("gzip").equals("gzip")) {
                self.problem("advdef makes nothing of this", "It encodes gzip data anew, with 1 to 4.");
            }
            fields.whole(ADVDEF, effort);
        });
        if (isNew || given.has(Packing.COMPRESS)) {
            Packing.record(self, given, "an initramfs", "gzip", fields)
                .ifPresent(all -> self.make(Initramfs.class, all.build()));
        } else if (given.has(Packing.LEVEL)) {
            self.problem("a level is given without a compression", "Say compress: too.");
        } else {
            self.make(Initramfs.class, fields.build());
        }
    }

    @Override
    public String name() {
        return "initramfs";
    }

    @Override
    public void make(ArtifactContext context) throws IOException, InterruptedException {
        new InitramfsMaking(context).make();
    }

    /** The list of that label; none where the step has none. */
    static List<Value> listed(Fields fields, String label) {
        return fields.find(label).isPresent() ? fields.list(label) : List.of();
    }
}
