"""Milliseconds from the start of a program on a terminal of its own until it has shown something.

until.py PROMPT [STEP...] [--last] COMMAND...

A STEP is `--type TEXT --see RESULT`: a line is typed when what was waited for before is there, and RESULT is waited for,
which must come behind it; `--keys TEXT --see RESULT` types without Enter. With `--last` the time is counted from the
last thing typed. PROMPT and RESULT are regular expressions, matched against what is on the terminal without colours and
movements. The program is ended afterwards.

until.py --idle SECONDS PROMPT COMMAND...     milliseconds of the processors that it takes so long after its prompt
"""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

LONGEST_SECONDS = 60
CONTROL = re.compile(rb"\x1b\[[0-9;?<>=]*[A-Za-z]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b[=>()][A-Z0-9]?|\x0f|\r")


class Terminal:
    """A program at a terminal that nobody sees."""

    def __init__(self, words):
        self.seen = b""
        self.mark = 0
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execvp(words[0], words)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def shown(self):
        return CONTROL.sub(b"", self.seen)

    def type(self, text):
        self.mark = len(self.shown())
        os.write(self.terminal, text)

    def wait(self, pattern):
        end = time.monotonic() + LONGEST_SECONDS
        while time.monotonic() < end:
            if re.search(pattern.encode(), self.shown()[self.mark:]):
                return
            if select.select([self.terminal], [], [], 1)[0]:
                try:
                    more = os.read(self.terminal, 65536)
                except OSError:
                    break
                self.seen += more
        sys.exit("until.py: %r was not shown in %r" % (pattern, self.shown()[-2000:]))

    def processors_millis(self):
        with open("/proc/%d/stat" % self.child) as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 // os.sysconf("SC_CLK_TCK")

    def end(self):
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)


def main(words):
    idle = 0
    if words[0] == "--idle":
        idle, words = int(words[1]), words[2:]
    prompt, words = words[0], words[1:]
    steps = []
    while words[0] in ("--type", "--keys"):
        steps.append((words[1].encode() + (b"\r" if words[0] == "--type" else b""), words[3]))
        words = words[4:]
    of_last = words[0] == "--last"
    start = time.monotonic()
    terminal = Terminal(words[1:] if of_last else words)
    try:
        terminal.wait(prompt)
        for text, result in steps:
            if of_last:
                time.sleep(1)  # what is loaded behind the prompt is there by then
                start = time.monotonic()
            terminal.type(text)
            terminal.wait(result)
        if idle:
            time.sleep(2)
            before = terminal.processors_millis()
            time.sleep(idle)
            print(terminal.processors_millis() - before)
        else:
            print(int((time.monotonic() - start) * 1000))
    finally:
        terminal.end()


main(sys.argv[1:])
