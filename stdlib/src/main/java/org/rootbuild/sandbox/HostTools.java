package org.rootbuild.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Command;
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

    /**
     * What makes the host's own tools load code or read files that somebody else chose (ld.so(8), "secure-execution
     * mode"). A path such as {@code /proc/self/cwd/…} would name files of the root while the tool still sees the host.
     */
    private static final Pattern LEADS_TOOLS = Pattern.compile("LD_.*|GLIBC_.*|GCONV_PATH|GETCONF_DIR|HOSTALIASES"
        + "|LOCALDOMAIN|LOCPATH|MALLOC_.*|NIS_PATH|NLSPATH|RESOLV_HOST_CONF|RES_OPTIONS|TZDIR");

    /** netdevice(7): SIOCSIFFLAGS on an AF_INET socket, with IFF_UP and IFF_RUNNING for "lo". No blanks in it. */
    private static final String PERL_LOOPBACK =
        "socket(S,2,1,0)||die;ioctl(S,0x8914,$_=pack('a16sx22','lo',0x41))||die";

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

    /** The words before a program of a step: a session of its own, so that it has no terminal to ask on. */
    List<String> program(Job job, Identity identity) throws HostLacks {
        return inSession(confined(job, identity));
    }

    /** The words in a session of their own. */
    List<String> inSession(List<String> program) throws HostLacks {
        List<String> words = new ArrayList<>(List.of(path("setsid")));
        words.addAll(program);
        return words;
    }

    /**
     * The words before a program, in the order in which they act: only the capabilities that building needs, and no way to more of them; exactly its environment; its root
     * and folder. The variables that would lead the last tool of the host astray are set inside, by the root's own
     * {@code env}.
     */
    List<String> confined(Job job, Identity identity) throws HostLacks {
        List<String> words = new ArrayList<>(List.of(path("setpriv"), "--no-new-privs",
            "--bounding-set", "-all,+" + String.join(",+", CAPABILITIES)));
        if (identity.setsGroups()) {
            words.add("--clear-groups");
        }
        words.add("--");
        words.addAll(environment(job, name -> !LEADS_TOOLS.matcher(name).matches()));
        words.addAll(List.of(path("unshare"), "--root=.", "--wd=" + job.folder(), "--"));
        List<String> inside = variables(job, name -> LEADS_TOOLS.matcher(name).matches());
        if (!inside.isEmpty()) {
            words.add("env");
            words.addAll(inside);
        }
        words.addAll(job.words());
        return words;
    }

    /** The words that run what follows with exactly the job's environment, as far as the names are accepted. */
    List<String> environment(Job job, Predicate<String> accepted) throws HostLacks {
        List<String> words = new ArrayList<>(List.of(path("env"), "-i", "--"));
        words.addAll(variables(job, accepted));
        return words;
    }

    private static List<String> variables(Job job, Predicate<String> accepted) {
        return job.completeEnvironment().entrySet().stream().filter(variable -> accepted.test(variable.getKey()))
            .map(variable -> variable.getKey() + "=" + variable.getValue()).toList();
    }

    /**
     * The words that bring up the loopback of a new network namespace, to be split at blanks; empty where the host has
     * nothing that can. Programs would else find another machine where the host happens to lack the package of
     * {@code ip}, so perl is asked to, which the smallest Debian has.
     */
    String loopback() {
        return tools.lookUp("ip").map(ip -> ip + " link set lo up")
            .or(() -> tools.lookUp("ifconfig").map(ifconfig -> ifconfig + " lo up"))
            .or(() -> tools.lookUp("perl").map(perl -> perl + " -e " + PERL_LOOPBACK)).orElse("");
    }

    /**
     * The words that run a line of words on a terminal of its own, which shows on ours; it has the size of ours, and a
     * session with job control. What is typed into ours is out of the program's reach, and the other way round.
     */
    List<String> onTerminal(List<String> words) throws HostLacks {
        String line = words.stream().map(Command::quoted).collect(Collectors.joining(" "));
        return List.of(path("script"), "--quiet", "--return", "--command", "exec " + line, "/dev/null");
    }

    String path(String name) throws HostLacks {
        return tools.find(name).toString();
    }
}
