package org.rootbuild.machine;

import java.util.ArrayList;
import java.util.List;

/** The arguments of {@code qemu-system-x86_64} for a machine: only what is asked for, whatever the host's defaults. */
final class QemuLine {
    private QemuLine() {
    }

    static List<String> arguments(Machine machine, Accelerator accelerator) {
        List<String> line = new ArrayList<>();
        line.addAll(List.of("-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"));
        line.addAll(List.of("-machine", "q35,usb=off,accel=" + accelerator.word()));
        line.addAll(List.of("-cpu", accelerator.processor()));
        line.addAll(List.of("-m", machine.memoryMiB() + "M", "-smp", Integer.toString(machine.cpus())));
        line.addAll(List.of("-chardev", "stdio,id=console,mux=off,signal=off", "-serial", "chardev:console"));
        line.addAll(List.of("-kernel", machine.kernel().toString()));
        machine.initrd().ifPresent(file -> line.addAll(List.of("-initrd", file.toString())));
        if (!machine.commandLine().isEmpty()) {
            line.addAll(List.of("-append", machine.commandLine()));
        }
        line.addAll(List.of("-nic", machine.network() ? "user,model=virtio-net-pci" : "none"));
        return line;
    }
}
