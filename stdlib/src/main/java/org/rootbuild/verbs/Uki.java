package org.rootbuild.verbs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.Reference;
import org.rootbuild.language.SourceRef;
import org.rootbuild.loader.EfiArchitecture;
import org.rootbuild.loader.EfiProgram;
import org.rootbuild.loader.KernelArguments;
import org.rootbuild.loader.Loader;
import org.rootbuild.loader.UnifiedKernel;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.StepContext;
import org.rootbuild.verb.Verb;

/** {@code uki}: kernel, initrd and command line as one program that UEFI starts. */
public final class Uki implements Verb.OnArtifact, DiskLoader {
    private static final String KIND = "uki";
    private static final String STUB = "stub";
    private static final String KERNEL = "kernel";
    private static final String INITRD = "initrd";
    private static final String LINE = "commandLine";
    private static final String OS_RELEASE = "osRelease";
    private static final String USUAL_OS_RELEASE = "ID=linux\nNAME=Linux\nPRETTY_NAME=Linux\n";
    private static final String ARCHITECTURE = "architecture";
    private static final String ON = "on";

    @Doc(value = "Makes a unified kernel image: systemd's stub with kernel, initrds and command line in it, as"
        + " ukify does.",
        examples = {"artifact('linux.efi') {",
            "    uki stub: bookworm.deb('systemd-boot-efi'), kernel: artifact('vmlinuz'),",
            "        initrd: artifact('initramfs.cpio.gz'), commandLine: 'console=ttyS0'", "}"})
    public static void uki(ArtifactSpec self,
        @Option(name = STUB, type = Object.class, about = "where the stub comes from: Debian's systemd-boot-efi,"
            + " a root with"
            + " it, or 'host'", required = true)
        @Option(name = KERNEL, type = Object.class, about = "an artifact or a source", required = true)
        @Option(name = INITRD, type = Object.class, about = "an artifact or a source, or a list of them")
        @Option(name = LINE, type = Object.class, about = "the kernel's arguments, as one text or a list of them")
        @Option(name = OS_RELEASE, type = String.class, about = "text like that of /etc/os-release, whose"
            + " PRETTY_NAME menus"
            + " show")
        @Option(name = ARCHITECTURE, type = String.class, about = "x64, ia32, aa64, arm, riscv64 or loongarch64;"
            + " x64 where it"
            + " is not given")
        Map<String, Object> options) {
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder();
        given.find(STUB, Object.class)
            .flatMap(from -> BootFiles.value(self, STUB, from, SystemdBootWords.FOLDER))
            .ifPresent(value -> fields.put(STUB, value));
        files(self, given, KERNEL).stream().findFirst().ifPresent(kernel -> fields.put(KERNEL, kernel));
        fields.put(INITRD, new Value.ListOf(files(self, given, INITRD)));
        try {
            fields.texts(LINE, KernelArguments.of(given.texts(LINE)).all());
        } catch (Failure wrong) {
            self.problem(wrong.getMessage(), wrong.remedy());
        }
        fields.text(OS_RELEASE, given.text(OS_RELEASE).orElse(USUAL_OS_RELEASE));
        fields.text(ARCHITECTURE, architecture(self, given.text(ARCHITECTURE).orElse("x64")));
        self.make(Uki.class, fields.build());
    }

    private static String architecture(ArtifactSpec self, String named) {
        List<String> known = List.of(EfiArchitecture.values()).stream().map(EfiArchitecture::shortName).toList();
        if (!known.contains(named)) {
            self.problem("'" + named + "' is no architecture of UEFI", "Say one of: " + String.join(", ", known) + ".");
        }
        return named;
    }

    private static List<Value> files(ArtifactSpec self, Options given, String option) {
        List<Value> found = new ArrayList<>();
        Optional<Object> object = given.find(option, Object.class);
        List<?> all = object.map(one -> one instanceof List<?> many ? many : List.of(one)).orElse(List.of());
        for (Object one : all) {
            if (one instanceof ArtifactRef || one instanceof SourceRef) {
                found.add(((Reference) one).value());
            } else {
                self.problem("'" + option + ":' is neither an artifact nor a source",
                    "Write one such as artifact('vmlinuz').");
            }
        }
        return found;
    }

    @Doc(value = "Lets UEFI start this program, such as a unified kernel image, from the EFI system partition: no boot"
        + " loader, no menu.", examples = "uki artifact('linux.efi')")
    public static void uki(DiskSpec self, ArtifactRef program) {
        uki(self, Map.of(), program);
    }

    @Doc("Lets UEFI start this program from a partition of another name.")
    public static void uki(DiskSpec self,
        @Option(name = ON, type = String.class, about = "the EFI system partition; 'esp' where it is not given")
        Map<String, Object> options, ArtifactRef program) {
        String on = Options.of(options).text(ON).orElse("esp");
        BootFiles.requirePartition(self, ON, on);
        self.loader(KIND, Fields.builder().put(KERNEL, program.value()).text(ON, on).build());
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Loader make(Fields told, StepContext context) throws IOException {
        Value.Ref program = told.ref(KERNEL);
        return new EfiProgram(BootFiles.content(context.artifact(program)), program.name(), told.text(ON),
            context.epochSeconds());
    }

    @Override
    public void make(ArtifactContext context) throws IOException {
        Fields told = context.arguments();
        List<Content> initrds = new ArrayList<>();
        for (Value one : told.list(INITRD)) {
            initrds.add(content(context, (Value.Ref) one));
        }
        UnifiedKernel unified = new UnifiedKernel(stub(context, told), content(context, told.ref(KERNEL)), initrds,
            new KernelArguments(told.texts(LINE)), told.text(OS_RELEASE));
        try (OutputStream out = Files.newOutputStream(context.output())) {
            unified.write(out);
        }
    }

    private static Content stub(StepContext context, Fields told) throws IOException {
        Value.Ref files = told.ref(STUB);
        FileTree tree = BootFiles.tree(context, files, SystemdBootWords.FOLDER);
        String path = "usr/lib/" + SystemdBootWords.FOLDER + "/linux" + told.text(ARCHITECTURE) + ".efi.stub";
        if (tree.get(path).orElse(null) instanceof Entry.PlainFile stub) {
            return stub.content();
        }
        throw new Failure(BootFiles.shown(files) + " has no /" + path,
            "Take Debian's package systemd-boot-efi, or install it on this host and write stub: 'host'.");
    }

    private static Content content(StepContext context, Value.Ref file) throws IOException {
        return BootFiles.content(file.kind() == Value.RefKind.ARTIFACT ? context.artifact(file) : context.source(file));
    }
}
