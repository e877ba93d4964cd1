package org.rootbuild.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Tools;

/** The tools of the host that put a program into its root. */
record HostTools(Tools tools) {
    /**
     * What the root of a system that is being built needs: to give files owners, modes and file capabilities, to make
     * device nodes, to act as its users, to end their processes, to go into a tree of its own.
     *
     * <p>Not among them, and with them gone the host is out of reach even for the host's root: mounting and entering
     * namespaces (sys_admin; a user namespace within the root still has it), looking into other processes (sys_ptrace:
     * the shell that set all up still sees the host), opening files by their numbers (dac_read_search), hardware,
     * kernel modules, clock, reboot, resource limits, immutable files, and the network's settings.
     */
    private static final List<String> CAPABILITIES = List.of("chown", "dac_override", "fowner", "fsetid", "kill",
        "setgid", "setuid", "setpcap", "net_bind_service", "sys_chroot", "mknod", "audit_write", "setfcap");

    /** The words that give a process namespaces of its own. Its process namespace is its leash's (see Processes). */
    List<String> namespaces(boolean network, boolean controlGroups) throws HostLacks {
        List<String> words = new ArrayList<>(List.of(path("unshare"), "--mount", "--ipc", "--uts"));
        if (controlGroups) {
            words.add("--cgroup");
        }
        if (!network) {
            words.add("--net");
        }
        words.add("--");
        return words;
    }

    /**
     * The words before a program, in the order in which they act: exactly its environment; a session of its own, so
     * that it has no terminal to ask on; only the capabilities that building needs, and no way to more of them; its
     * root and folder.
     */
    List<String> program(Job job, Identity identity) throws HostLacks {
        List<String> words = environment(job);
        words.add(path("setsid"));
        words.addAll(List.of(path("setpriv"), "--no-new-privs", "--bounding-set",
            "-all,+" + String.join(",+", CAPABILITIES)));
        if (identity.setsGroups()) {
            words.add("--clear-groups");
        }
        words.addAll(List.of("--", path("unshare"), "--root=.", "--wd=" + job.folder(), "--"));
        words.addAll(job.words());
        return words;
    }

    /** The words that run what follows with exactly the job's environment. */
    List<String> environment(Job job) throws HostLacks {
        List<String> words = new ArrayList<>(List.of(path("env"), "-i", "--"));
        job.completeEnvironment().forEach((name, value) -> words.add(name + "=" + value));
        return words;
    }

    /** The words that bring up the loopback of a new network namespace; empty where the host has none. */
    String loopback() {
        return tools.lookUp("ip").map(ip -> ip + " link set lo up")
            .or(() -> tools.lookUp("ifconfig").map(ifconfig -> ifconfig + " lo up")).orElse("");
    }

    private String path(String name) throws HostLacks {
        return tools.find(name).toString();
    }
}
