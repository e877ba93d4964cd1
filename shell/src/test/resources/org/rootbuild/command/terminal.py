"""Runs a program at a terminal of its own and types into it.

Arguments: the program's words. Standard input, one action a line:
  < TEXT   waits until the program has written TEXT since the last action that waited; fails after 30 s
  > TEXT   types TEXT and the return key
  ^ X      types control-X
  size R C gives the terminal R rows and C columns
  kill     kills the program with signal 9
  close    closes the terminal
  end      waits for the program's end; the exit status becomes that of this script
What the program writes is copied to standard output.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

pid, terminal = pty.fork()
if pid == 0:
    # Tests that are started with nohup, or in the background, would else have a program that hears of neither.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.environ['TERM'] = 'xterm'
    os.execvp(sys.argv[1], sys.argv[1:])
seen = b''


def read(seconds):
    """One piece of what the program writes; None at its end."""
    global seen
    ready, _, _ = select.select([terminal], [], [], seconds)
    if not ready:
        return b''
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        return None
    sys.stdout.write(piece.decode(errors='replace'))
    sys.stdout.flush()
    seen += piece
    return piece or None


def wait_for(text):
    global seen
    end = time.time() + 30
    while text not in seen:
        if time.time() > end or read(0.1) is None:
            os.kill(pid, signal.SIGKILL)
            sys.exit('not seen: ' + text.decode())
    seen = seen[seen.index(text) + len(text):]


def end():
    while read(1) is not None:
        pass
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 33, 101, 0, 0))
for line in sys.stdin.read().splitlines():
    word, _, rest = line.partition(' ')
    if word == '<':
        wait_for(rest.encode())
    elif word == '>':
        os.write(terminal, rest.encode() + b'\r')
    elif word == '^':
        os.write(terminal, bytes([ord(rest) - 64]))
    elif word == 'size':
        rows, columns = map(int, rest.split())
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
    elif word == 'kill':
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    elif word == 'close':
        os.close(terminal)
        os.waitpid(pid, 0)
    elif word == 'end':
        end()
    else:
        sys.exit('unknown: ' + line)
