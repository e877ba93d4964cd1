package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.OptionsOf;
import org.rootbuild.verb.Verb;

/** {@code iso}: an ISO 9660 image that boots as a CD and as a disk: a new one, or a changed copy of another. */
public final class Iso implements Verb.OnArtifact {
    static final String STEPS = "steps";
    static final String LOADERS = "loaders";
    static final String SEED = "seed";
    static final String MBR = "mbr";
    static final String GPT = "gpt";
    static final String NONE = "none";
    private static final int HIGHEST_LEVEL = 3;

    @Doc(value = "Makes an ISO 9660 image with Rock Ridge and Joliet. With a boot loader it boots as a CD and, copied to"
        + " one byte by byte, as a disk. Nothing is mounted and no privilege is needed; the same roots give the same"
        + " bytes.",
        examples = {"artifact('live.iso') {", "    iso(label: 'LIVE') {", "        copy root('cd')",
            "        grub(bios: 'host', efi: 'host', timeout: 3.seconds) {",
            "            entry('Live') { linux '/live/vmlinuz', 'boot=live'; initrd '/live/initrd.img' }", "        }",
            "    }", "}"})
    public static void iso(ArtifactSpec self, @OptionsOf(IsoNewOptions.class) Map<String, Object> options,
        @DelegatesTo(value = IsoSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder();
        IsoFields.texts(self, given, fields);
        long level = given.whole(IsoNewOptions.LEVEL).orElse((long) HIGHEST_LEVEL);
        String table = given.text(IsoNewOptions.TABLE).orElse(MBR);
        if (level < 1 || level > HIGHEST_LEVEL) {
            self.problem("ISO 9660 has no level " + level, "Say level: 1, 2 or 3.");
        }
        if (!List.of(MBR, GPT, NONE).contains(table)) {
            self.problem("an ISO has no partition table '" + table + "'", "Say table: 'mbr', 'gpt' or 'none'.");
        }
        IsoSpec spec = new IsoSpec(self);
        DiskBlocks.run(body, spec);
        if (spec.contents().isEmpty()) {
            self.problem("nothing is put on the ISO", "Say what: copy root('cd'), or write '/README', '…'.");
        }
        self.make(Iso.class, fields.whole(IsoNewOptions.LEVEL, level).text(IsoNewOptions.TABLE, table)
            .flag(IsoNewOptions.ROCK_RIDGE, given.flag(IsoNewOptions.ROCK_RIDGE, true))
            .flag(IsoNewOptions.JOLIET, given.flag(IsoNewOptions.JOLIET, true))
            .put(DiskTable.CONTENTS, new Value.ListOf(spec.contents().all()))
            .put(LOADERS, new Value.ListOf(spec.loaders().all()))
            .text(SEED, self.recipe() + "/" + self.name()).build());
    }

    @Doc(value = "Takes an ISO and makes a changed copy of it: what it says of itself, its names, the order of its files"
        + " and all that makes it bootable are kept.",
        examples = {"artifact('new.iso') {", "    iso(local('debian.iso')) {",
            "        copy artifact('initrd.gz'), '/install.amd/initrd.gz'; write '/preseed.cfg', preseed",
            "        remove '/pics'", "    }", "}"})
    public static void iso(ArtifactSpec self, SourceRef old,
        @DelegatesTo(value = ImageFilesSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        changed(self, Map.of(), old.value(), body);
    }

    @Doc("Takes an ISO and makes a changed copy of it that says something else of itself.")
    public static void iso(ArtifactSpec self, @OptionsOf(IsoOldOptions.class) Map<String, Object> options,
        SourceRef old, @DelegatesTo(value = ImageFilesSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        changed(self, options, old.value(), body);
    }

    @Doc(value = "Takes an ISO that is an artifact and makes a changed copy of it.",
        examples = "artifact('other.iso') { iso(artifact('live.iso')) { write '/version', '2\\n' } }")
    public static void iso(ArtifactSpec self, ArtifactRef old,
        @DelegatesTo(value = ImageFilesSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        changed(self, Map.of(), old.value(), body);
    }

    @Doc("Takes an ISO that is an artifact and makes a changed copy of it that says something else of itself.")
    public static void iso(ArtifactSpec self, @OptionsOf(IsoOldOptions.class) Map<String, Object> options,
        ArtifactRef old,
        @DelegatesTo(value = ImageFilesSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        changed(self, options, old.value(), body);
    }

    static void changed(ArtifactSpec self, Map<String, Object> options, Value.Ref old, Closure<?> body) {
        ImageFilesSpec spec = new ImageFilesSpec(self);
        DiskBlocks.run(body, spec);
        if (spec.steps().isEmpty() && options.isEmpty()) {
            self.problem("nothing of the ISO is changed", "Say what: copy …, write …, remove …, or label: '…'.");
        }
        Fields.Builder fields = Fields.builder().put(ImageMaking.IMAGE, old);
        IsoFields.texts(self, Options.of(options), fields);
        self.make(Iso.class, fields.put(STEPS, new Value.ListOf(spec.steps())).build());
    }

    @Override
    public String name() {
        return "iso";
    }

    @Override
    public void make(ArtifactContext context) throws IOException, InterruptedException {
        if (context.arguments().find(ImageMaking.IMAGE).isPresent()) {
            new IsoChange(context).make();
        } else {
            new IsoMaking(context).make();
        }
    }
}
