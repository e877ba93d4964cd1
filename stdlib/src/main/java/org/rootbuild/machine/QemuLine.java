package org.rootbuild.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The arguments of {@code qemu-system-x86_64} for a machine: only what is asked for, whatever the host's defaults. */
final class QemuLine {
    private final Machine machine;
    private final List<String> line = new ArrayList<>();
    private int onSata;
    private int onIde;

    private QemuLine(Machine machine) {
        this.machine = machine;
    }

    /** A machine without drives and UEFI. */
    static List<String> arguments(Machine machine, Accelerator accelerator) {
        return arguments(machine, accelerator, List.of(), Optional.empty(), false);
    }

    /**
     * The console is on QEMU's own streams.
     *
     * @param formats   of the machine's drives, in their order
     * @param variables the UEFI's code and the machine's own copy of its variables, where it has a UEFI
     * @param attended  whether a person at the console can end the machine by Ctrl-A and X
     */
    static List<String> arguments(Machine machine, Accelerator accelerator, List<ImageFormat> formats,
                                  Optional<Ovmf.Found> variables, boolean attended) {
        QemuLine line = new QemuLine(machine);
        line.addConsole(attended);
        line.addBoard(accelerator);
        variables.ifPresent(line::addUefi);
        machine.kernel().ifPresent(line::addKernel);
        line.addControllers();
        for (int i = 0; i < machine.drives().size(); i++) {
            line.addDrive(machine.drives().get(i), i, formats.get(i));
        }
        return List.copyOf(line.line);
    }

    private void addConsole(boolean attended) {
        add("-chardev", "stdio,id=console,mux=" + (attended ? "on" : "off") + ",signal=off", "-serial",
            "chardev:console");
        if (attended) {
            add("-mon", "chardev=console");
        }
    }

    private void addBoard(Accelerator accelerator) {
        add("-nodefaults", "-no-user-config", "-display", "none");
        if (!machine.restarts()) {
            add("-no-reboot");
        }
        add("-machine", (machine.isOld() ? "pc" : "q35") + ",usb=off,accel=" + accelerator.word());
        add("-cpu", accelerator.processor());
        add("-m", machine.memoryMiB() + "M", "-smp", Integer.toString(machine.cpus()));
        if (machine.screen()) {
            add("-vga", "std");
        }
        add("-nic", machine.network() ? "user,model=virtio-net-pci" : "none");
    }

    private void addUefi(Ovmf.Found uefi) {
        add("-drive", "if=pflash,unit=0,format=raw,readonly=on,file=" + value(uefi.code()));
        add("-drive", "if=pflash,unit=1,format=raw,file=" + value(uefi.variables()));
    }

    private void addKernel(DirectKernel kernel) {
        add("-kernel", kernel.kernel().toString());
        kernel.initrd().ifPresent(file -> add("-initrd", file.toString()));
        if (!kernel.commandLine().isEmpty()) {
            add("-append", kernel.commandLine());
        }
    }

    private void addControllers() {
        Set<Attachment> used = EnumSet.noneOf(Attachment.class);
        machine.drives().forEach(drive -> used.add(drive.attachment()));
        if (used.contains(Attachment.SATA)) {
            add("-device", "ich9-ahci,id=sata");
        }
        if (used.contains(Attachment.SCSI)) {
            add("-device", "virtio-scsi-pci,id=scsi");
        }
        if (used.contains(Attachment.USB)) {
            add("-device", "qemu-xhci,id=usb");
        }
    }

    private void addDrive(Drive drive, int number, ImageFormat format) {
        String id = "drive" + number;
        boolean cdrom = drive.kind() == Drive.Kind.CDROM;
        add("-drive", "if=none,id=" + id + ",format=" + format.driver() + (cdrom ? ",readonly=on,media=cdrom"
            : ",snapshot=" + (drive.kept() ? "off" : "on")) + ",discard=unmap,file=" + value(drive.image()));
        StringBuilder device = new StringBuilder(device(drive, cdrom)).append(",drive=").append(id);
        if (drive.attachment() == Attachment.NVME) {
            device.append(",serial=").append(id);
        }
        if (!cdrom && drive.sectorBytes() != 512) {
            device.append(",logical_block_size=").append(drive.sectorBytes())
                .append(",physical_block_size=").append(drive.sectorBytes());
        }
        if (machine.kernel().isEmpty()) {
            device.append(",bootindex=").append(number);
        }
        add("-device", device.toString());
    }

    private String device(Drive drive, boolean cdrom) {
        String onIdeBus = cdrom ? "ide-cd" : "ide-hd";
        return switch (drive.attachment()) {
            case VIRTIO -> "virtio-blk-pci";
            case IDE -> onIdeBus + ",bus=ide." + onIde / 2 + ",unit=" + onIde++ % 2;
            case SATA -> onIdeBus + ",bus=sata." + onSata++;
            case SCSI -> "scsi-hd,bus=scsi.0";
            case NVME -> "nvme";
            case USB -> "usb-storage,bus=usb.0,removable=on";
        };
    }

    /** In QEMU's lists a comma is written twice. */
    private static String value(Path path) {
        return path.toString().replace(",", ",,");
    }

    private void add(String... words) {
        line.addAll(List.of(words));
    }
}
