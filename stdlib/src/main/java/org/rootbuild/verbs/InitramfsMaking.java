package org.rootbuild.verbs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.archive.InitramfsWriter;
import org.rootbuild.archive.Limits;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Compression;
import org.rootbuild.compress.Compressor;
import org.rootbuild.initramfs.Initrd;
import org.rootbuild.initramfs.InitrdEdit;
import org.rootbuild.initramfs.InitrdWriter;
import org.rootbuild.initramfs.Segment;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Command;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.ArtifactContext;

/** Carries out what {@link Initramfs} was told. */
final class InitramfsMaking {
    private static final String ADVDEF = "advdef";
    private static final Duration LIMIT = Duration.ofHours(12);

    private final ArtifactContext context;
    private final Fields fields;
    private final Compressor compressor;

    InitramfsMaking(ArtifactContext context) {
        this.context = context;
        this.fields = context.arguments();
        this.compressor = new Compressor(context.host().processors(), Compressor.usualMemoryBytes());
    }

    void make() throws IOException, InterruptedException {
        Optional<Value> old = fields.find(Initramfs.OLD).or(() -> fields.find(Initramfs.LIKE));
        if (old.isEmpty()) {
            makeNew();
        } else {
            makeLike((Value.Ref) old.get());
        }
        Optional<Long> effort = fields.findWhole(Initramfs.ADVDEF);
        if (effort.isPresent()) {
            encodeAnew(effort.get());
        }
    }

    private void makeNew() throws IOException {
        InitramfsWriter writer = new InitramfsWriter(compressor, Long.MAX_VALUE);
        FileTree tree = context.root(fields.ref(Initramfs.ROOT));
        try (OutputStream out = Files.newOutputStream(context.output())) {
            writer.write(List.of(new InitramfsWriter.TreeSegment(tree, Packing.of(fields))), out,
                context.activity());
        }
    }

    private void makeLike(Value.Ref of) throws IOException {
        Path file = of.kind() == Value.RefKind.ARTIFACT ? context.artifact(of) : context.source(of);
        try (Initrd old = Initrd.open(file, of.name(), context.scratch(), Limits.USUAL)) {
            checkAdvdef(old);
            FileTree tree = fields.find(Initramfs.ROOT).isPresent() ? context.root(fields.ref(Initramfs.ROOT))
                : edited(old);
            Optional<Compression> other = fields.findText(Packing.COMPRESS).map(said -> Packing.of(fields));
            try (OutputStream out = Files.newOutputStream(context.output())) {
                new InitrdWriter(compressor, Long.MAX_VALUE).write(old, tree, other, appended(), out,
                    context.activity());
            }
        }
    }

    private FileTree edited(Initrd old) throws IOException {
        InitrdEdit edit = old.edit(Files.createTempDirectory(context.scratch(), "edit"), context.epochSeconds());
        new ImageFiles(context, edit).carryOut(Initramfs.listed(fields, Initramfs.STEPS));
        return edit;
    }

    private List<InitrdWriter.Appended> appended() throws IOException {
        List<InitrdWriter.Appended> all = new ArrayList<>();
        for (Value one : Initramfs.listed(fields, Initramfs.APPENDED)) {
            Fields segment = ((Value.Group) one).fields();
            all.add(new InitrdWriter.Appended(context.root(segment.ref(InitramfsSpec.ROOT)), Packing.of(segment)));
        }
        return all;
    }

    private void checkAdvdef(Initrd old) throws Failure {
        if (fields.findWhole(Initramfs.ADVDEF).isEmpty()) {
            return;
        }
        List<Segment> segments = old.segments();
        boolean becomesGzip = fields.findText(Packing.COMPRESS).isPresent()
            || segments.get(0).compression().codec() == Codec.GZIP;
        if (segments.size() > 1 || !becomesGzip || !Initramfs.listed(fields, Initramfs.APPENDED).isEmpty()) {
            throw new Failure("advdef encodes files that are nothing but gzip anew, and this initramfs is not",
                "Leave 'advdef:' away, or compress the one segment with gzip.");
        }
    }

    private void encodeAnew(long effort) throws IOException, InterruptedException {
        Runners runners = context.equipment(Runners.class, Runners::on);
        // It goes by the ending of the name.
        Path file = context.scratch().resolve("initramfs.gz");
        Files.move(context.output(), file);
        Command command = Command.of(runners.tools().find(ADVDEF), "-z", "-" + effort, "-q", file.toString())
            .environment(Map.of("LC_ALL", "C")).in(context.scratch()).within(LIMIT);
        runners.processes().run(command, context.activity()::log);
        Files.move(file, context.output());
    }
}
