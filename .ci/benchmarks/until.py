"""Milliseconds from the start of a program on a terminal of its own until it has shown something.

until.py PROMPT COMMAND...                    until the prompt
until.py PROMPT --type TEXT --see RESULT COMMAND...   until the result of what is typed at the prompt

PROMPT and RESULT are regular expressions, matched against what is on the terminal without colours and movements; RESULT
must come behind the text as the terminal echoes it. The program is ended afterwards.
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


def main(words):
    prompt, words = re.compile(words[0].encode()), words[1:]
    text = result = None
    if words[0] == "--type":
        text, result, words = words[1].encode(), re.compile(words[3].encode()), words[4:]
    start = time.monotonic()
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp(words[0], words)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    typed = 0
    waiting = prompt
    try:
        while time.monotonic() - start < LONGEST_SECONDS:
            if not select.select([terminal], [], [], 1)[0]:
                continue
            try:
                more = os.read(terminal, 65536)
            except OSError:
                more = b""
            if not more:
                break
            seen += more
            shown = CONTROL.sub(b"", seen)[typed:]
            if waiting.search(shown):
                if waiting is prompt and text is not None:
                    typed = len(CONTROL.sub(b"", seen))
                    waiting = result
                    os.write(terminal, text + b"\r")
                    continue
                print(int((time.monotonic() - start) * 1000))
                return 0
        sys.stderr.write("until.py: not seen: %r in %r\n" % (waiting.pattern, CONTROL.sub(b"", seen)[-2000:]))
        return 1
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


sys.exit(main(sys.argv[1:]))
