# Run by the host's shell as the first process of a program's namespaces: puts the root together, makes it the place
# where the program lives, runs it and ends with its exit status. All that is mounted here ends with these namespaces.
# As the first process it also buries every process whose parent died, and the kernel ends what is left when it ends.
#
# Environment: PLACE    the scratch folder of this run, with what was prepared for it (see Place): the tables of what is
#                       mounted (see MountTable), links to the layers, the folder "top" where the root is put together
#              POINTS   the folders of the root where something will be mounted
#              CHROOT   the folder in "tree" that becomes the root of the program; empty: all of it
#              FOLDER   where the program will run, if it may be made, relative to the root
#              LOOPBACK the words that bring up the loopback of an empty network; may be empty
#              RESOLVER 1: the file "resolver" becomes /etc/resolv.conf; may be empty
#              GROUP    the control groups' folder that limits the memory; may be empty
#              AS_KIB   the most address space of a process where there is no such folder; may be empty
#              JOBS     the named pipe of the job server; may be empty
#              UMASK
#              VISIT    1: the program reads what this shell was given to read, and writes its errors apart; may be empty
#              READONLY 1: nothing of the tree can be changed; may be empty
# Arguments:   the words that give up what the program must not have, and the program

# The file "started" tells the program's own failures from those before it; "failed" holds what did not work.
fail() {
    printf '%s\n' "$1" > "$PLACE/failed"
    exit 125
}

cd "$PLACE" || exit 125
set -f
exec 8>&2 2>> "$PLACE/said" 9>&1 >> "$PLACE/said"
[ $$ = 1 ] || fail 'making a process namespace'

[ -z "$GROUP" ] || echo 0 > "$GROUP/cgroup.procs" || fail 'entering the control group'
# One of the two ways works wherever a name can be given at all; a name is no reason to stop.
{ echo rootbuild > /proc/sys/kernel/hostname || hostname rootbuild; } 2> /dev/null
[ -z "$LOOPBACK" ] || $LOOPBACK

# The tree: its layers, with the host's folders underneath where the root began with the host.
mount -n -a -T tree.fstab || fail 'mounting the layers of the root'
if [ -n "$CHROOT" ]; then
    # A link on the way would be followed to the host.
    at=tree
    IFS=/
    for name in $CHROOT; do
        at=$at/$name
        if [ -h "$at" ] || [ ! -d "$at" ]; then fail "finding a folder of the root at /$CHROOT"; fi
    done
    unset IFS
    mount -n --bind "$at" top || fail "entering /$CHROOT of the root"
fi

# A link here would lead out of the tree. What is made here is taken away again afterwards (see Place).
cd top
for point in $POINTS; do
    if [ -h "$point" ] || { [ -e "$point" ] && [ ! -d "$point" ]; }; then fail "finding a folder at /$point"; fi
    if [ ! -d "$point" ]; then
        mkdir -p "$point" && echo "$point" >> ../made || fail "making the folder /$point"
    fi
done
cd ..

# Some containers refuse every way to a /sys, and few programs miss it. What is mounted already is not mounted again.
mount -n -a -T with-sys.fstab 2> refused || mount -n -a -T inside.fstab \
    || fail 'mounting what a program needs (/proc, /dev, /tmp and the like)'

# The names of hosts can be asked for where there is a network. Many roots have a link there that leads to /run.
[ -z "$RESOLVER" ] || case $([ -h top/etc ] || readlink top/etc/resolv.conf || echo file) in
/run/*..* | ../run/*..*) ;;
file) if [ -f top/etc/resolv.conf ]; then mount -n --bind -o ro resolver top/etc/resolv.conf; fi ;;
/run/* | ../run/*) target=$(readlink top/etc/resolv.conf) && target=top/run/${target#*/run/} \
    && mkdir -p "${target%/*}" && cp resolver "$target" ;;
esac || fail 'giving the root a resolv.conf'

# A terminal that is made from here on is one of the root's own, under the name that it has there.
[ -z "$VISIT" ] || mount -n --bind top/dev/pts /dev/pts 2> /dev/null

umask "$UMASK"
# The folder of the program; what lies behind a link is left to the program's own view of the root.
cd top || fail 'entering the root'
IFS=/
for name in $FOLDER; do
    if [ -h "$name" ]; then break; fi
    [ -d "$name" ] || mkdir "./$name" || fail "making the folder /$FOLDER"
    cd "./$name" || fail "entering the folder /$FOLDER"
done
unset IFS
[ -z "$READONLY" ] || mount -n -o remount,bind,ro,nodev "$PLACE/top" || fail 'mounting the root for looking only'
cd "$PLACE/top" || fail 'entering the root'

# From here on the host's root lies under the root of the program, where no path leads to; this shell alone still has
# it, and is out of reach for programs without its capabilities.
mount -n --move . / || fail 'making the tree the root'
[ -z "$AS_KIB" ] || ulimit -v "$AS_KIB" || fail 'limiting the memory'
if [ -n "$JOBS" ]; then
    exec 3<> "$JOBS" || fail 'opening the pipe of the job server'
fi
: > "$PLACE/started" || fail 'noting the start'
if [ -n "$VISIT" ]; then
    "$@" >&9 2>&8 8>&- 9>&-
else
    "$@" < dev/null >&9 2>&9 8>&- 9>&-
fi
exit $?
