# Runs a program without namespaces: beside the host's other programs, on a folder instead of in a root.
# Environment: UMASK, AS_KIB and JOBS as in enter.sh. Arguments: the words of the program.
umask "$UMASK"
[ -z "$AS_KIB" ] || ulimit -v "$AS_KIB"
if [ -n "$JOBS" ]; then exec 3<> "$JOBS"; fi
exec "$@"
